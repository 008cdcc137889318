import RulePlan
import Testing

@Suite struct DataSizeTests {
  @Test(arguments: [
    ("16 GB", "16 GB"), ("16000 MB", "16 GB"), ("0.5 TB", "500 GB"), ("512MiB", "512 MiB"), ("8 GiB", "8 GiB"),
    ("1024 KiB", "1 MiB"), ("1 KB", "1 kB"), ("1 kB", "1 kB"), ("0 GB", "0 B"), ("1500 B", "1500 B"),
    ("-2 MB", "-2 MB"),
    ("1.5 PiB", "1536 TiB"), ("2 PB", "2 PB"), ("0.001 kB", "1 B"), ("9223372036854775807 B", "9223372036854775807 B"),
  ])
  func sizesPrintInTheLargestExactUnit(text: String, canonical: String) throws {
    let size = try DataSize.read(text)
    #expect(size.description == canonical)
    #expect(try DataSize.read(canonical) == size)
  }

  @Test func decimalAndBinaryUnitsDiffer() throws {
    #expect(try DataSize.read("16 GB") > DataSize.read("14 GiB"))
    #expect(try DataSize.read("16 GB") < DataSize.read("15 GiB"))
    #expect(try DataSize.read("1 TB").bytes == 1_000_000_000_000)
  }

  @Test(arguments: [
    ("16", ValueFault.Reason.missingUnit), ("16 gb", .unknownUnit), ("16 Gb", .unknownUnit), ("16 XB", .unknownUnit),
    ("0.3 B", .tooFine), ("0.0001 kB", .tooFine), ("10000 PB", .outOfRange), ("GB", .form), ("16 GB RAM", .form),
    ("1,5 GB", .groupedDigits), ("", .form), ("16 GB/s", .form), ("16 %", .form),
  ])
  func whatIsNoSizeSaysWhy(text: String, reason: ValueFault.Reason) {
    #expect(throws: ValueFault(.dataSize, reason)) { try DataSize.read(text) }
  }

  @Test func everyUnitIsReadAsItIsNamed() throws {
    for unit in DataSize.units {
      #expect(try DataSize.read("3 \(unit.name)").bytes == 3 * unit.bytes)
      #expect(DataSize(count: Decimal128(3), unit: unit.name)?.bytes == 3 * unit.bytes)
    }
  }
}
