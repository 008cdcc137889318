import Glibc
import RulePlan
import TestSupport
import Testing

@Suite struct TimeZoneRulesTests {
  /// Seconds since 1970.
  private func seconds(_ text: String) throws -> Int64 { try Timestamp.read(text).microseconds / 1_000_000 }

  /// A file of version 2 with transitions in 64 bits, and a footer.
  private func file(
    times: [Int64] = [], indices: [UInt8] = [], offsets: [Int32] = [0], footer: String, version: UInt8 = 0x32
  ) -> [UInt8] {
    func big(_ value: Int64, _ count: Int) -> [UInt8] {
      (0..<count).reversed().map { UInt8(truncatingIfNeeded: value >> Int64($0 * 8)) }
    }
    func header(_ timeCount: Int, _ typeCount: Int, _ characterCount: Int) -> [UInt8] {
      var bytes = Array("TZif".utf8)
      bytes.append(version)
      bytes += [UInt8](repeating: 0, count: 15)
      for count in [0, 0, 0, timeCount, typeCount, characterCount] { bytes += big(Int64(count), 4) }
      return bytes
    }
    // The first block of a slim file holds one type and nothing else.
    var bytes = header(0, 1, 1)
    bytes += [UInt8](repeating: 0, count: 7)
    bytes += header(times.count, offsets.count, 4)
    for time in times { bytes += big(time, 8) }
    bytes += indices
    for offset in offsets {
      bytes += big(Int64(offset), 4)
      bytes += [0, 0]
    }
    bytes += [0x4C, 0x4D, 0x54, 0]
    bytes += Array("\n\(footer)\n".utf8)
    return bytes
  }

  private func rules(_ footer: String) -> TimeZoneRules? { TimeZoneRules(tzif: file(footer: footer)) }

  @Test func transitionsHoldFromTheirMomentOn() throws {
    let start = try seconds("1930-07-05T21:32:44Z")
    let bytes = file(
      times: [start, try seconds("1942-07-31T21:15:00Z")], indices: [1, 2], offsets: [8836, 8100, 10_800],
      footer: "EAT-3")
    let rules = try #require(TimeZoneRules(tzif: bytes))
    #expect(rules.offset(at: start - 1) == 8836)
    #expect(rules.offset(at: start) == 8100)
    #expect(rules.offset(at: try seconds("2019-06-30T22:00:00Z")) == 10_800)
    #expect(rules.offset(at: .min) == 8836)
    #expect(rules.offset(at: .max) == 10_800)
  }

  @Test(arguments: [
    ("EST5EDT,M3.2.0,M11.1.0", "2019-03-10T06:59:59Z", -18_000),
    ("EST5EDT,M3.2.0,M11.1.0", "2019-03-10T07:00:00Z", -14_400),
    ("EST5EDT,M3.2.0,M11.1.0", "2019-11-03T05:59:59Z", -14_400),
    ("EST5EDT,M3.2.0,M11.1.0", "2019-11-03T06:00:00Z", -18_000),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2019-03-31T01:00:00Z", 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2019-10-27T00:59:59Z", 7200),
    ("CET-1CEST,M3.5.0,M10.5.0/3", "2019-10-27T01:00:00Z", 3600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2019-01-01T00:00:00Z", 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2019-07-01T00:00:00Z", 36_000),
    // Ireland counts its winter as the exception.
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2019-01-01T00:00:00Z", 0),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2019-07-01T00:00:00Z", 3600),
    // Before midnight of the day that is named.
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31T00:59:59Z", -7200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2024-03-31T01:00:00Z", -3600),
    ("<+0545>-5:45", "2019-06-30T00:00:00Z", 20_700), ("XXX-1YYY,J60/0,J300/0", "2020-02-29T23:00:00Z", 7200),
    ("XXX-1YYY,J60/0,J300/0", "2020-02-29T22:59:59Z", 3600), ("XXX-1YYY,59/0,J300/0", "2020-02-28T23:00:00Z", 7200),
  ])
  func offsetsComeAgainEveryYear(footer: String, moment: String, offset: Int32) throws {
    #expect(try #require(rules(footer)).offset(at: try seconds(moment)) == offset)
  }

  @Test(arguments: [
    "CET", "CE-1", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0", "CET-1CEST,M3.6.0,M10.5.0",
    "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0/168", "CET-25", "CET-1:60", "<>-1", "<+03-3", "CET-1 ",
  ])
  func whatIsNotWrittenAsItShouldBeIsRefused(footer: String) { #expect(rules(footer) == nil) }

  @Test func brokenFilesAreRefused() throws {
    let bytes = file(times: [0, 10], indices: [0, 1], offsets: [0, 3600], footer: "CET-1CEST,M3.5.0,M10.5.0/3")
    #expect(TimeZoneRules(tzif: bytes) != nil)
    for count in 0..<bytes.count { #expect(TimeZoneRules(tzif: Array(bytes.prefix(count))) == nil) }
    #expect(TimeZoneRules(tzif: file(times: [10, 10], indices: [0, 0], footer: "")) == nil)
    #expect(TimeZoneRules(tzif: file(times: [10], indices: [1], footer: "")) == nil)
    #expect(TimeZoneRules(tzif: file(offsets: [100_000], footer: "")) == nil)
    var random = SeededGenerator(11)
    for _ in 0..<2000 {
      var broken = bytes
      for _ in 0..<3 {
        broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      if let rules = TimeZoneRules(tzif: broken) {
        for moment in [Int64.min, -1, 0, 5, 1_500_000_000, .max] { _ = rules.offset(at: moment) }
      }
    }
  }

  @Test func aFileOfTheFirstVersionHasNoFooter() throws {
    let header = Array("TZif".utf8) + [UInt8](repeating: 0, count: 16)
    let counts: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 4]
    let body: [UInt8] = [0, 0, 0, 100, 0, 0, 0, 0x0E, 0x10, 0, 0, 0x43, 0x45, 0x54, 0]
    let rules = try #require(TimeZoneRules(tzif: header + counts + body))
    #expect(rules.offset(at: 0) == 3600)
  }

  @Test func theDayIsThatOfThePlace() throws {
    let nairobi = try #require(rules("EAT-3"))
    let moment = try Timestamp.read("2019-06-30T22:00:00Z")
    #expect(moment.date(in: nairobi) == CalendarDate("2019-07-01"))
    #expect(moment.date == CalendarDate("2019-06-30"))
    #expect(try Timestamp.read("9999-12-31T23:00:00Z").date(in: nairobi) == nil)
  }
}
