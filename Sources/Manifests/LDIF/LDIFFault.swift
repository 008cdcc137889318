import Diagnostics

/// Why a file of LDIF cannot be read on. Offsets are in its bytes.
struct LDIFFault: Error {
  var code: DiagnosticCode
  var message: String
  var start: Int
  var end: Int
}
