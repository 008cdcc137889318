import Diagnostics

/// Why something packed cannot be unpacked.
struct UnpackFault: Error {
  var code: DiagnosticCode
  var message: String
}
