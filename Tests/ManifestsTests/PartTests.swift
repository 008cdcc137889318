import Diagnostics
import Manifests
import RecordStore
import RulePlan
import Testing

/// Large files are divided, and several threads read them: neither may affect the result.
@Suite struct PartTests {
  /// A number of things, with values of every kind that is divided, and every so often a fault.
  private func rows(
    _ count: Int, prefix: String = "t", faultEvery interval: Int
  ) -> (csv: String, lines: String) {
    var csv = "id,text,texts,thing,things,date,period.from,address.city,address.tags,money,size,integer\n"
    var lines = ""
    for index in 0..<count {
      let other = index * 7 % count
      let day = interval > 0 && index % interval == interval - 1 ? "2019-02-30" : "2019-02-\(10 + index % 18)"
      let text = index % 11 == 0 ? "two, \"\"quoted\"\"\nlines \(index % 50)" : "text \(index % 90)"
      csv +=
        "t\(index),\"\(text)\",a|b\(index % 3),t\(other),t0|t\(other),\(day),2019-01-01,"
        + "\(index % 2 == 0 ? "City \(index % 5)" : ""),\(index % 4 == 0 ? "x|y" : ""),\(index % 1000).50 USD,16 GB,\(index)\n"
      let address = index % 2 == 0 ? ", \"address\": {\"city\": \"City \(index % 5)\", \"tags\": [\"x\"]}" : ""
      lines +=
        "{\"id\": \"\(prefix)\(index)\", \"thing\": \"\(prefix)\(other)\", \"texts\": [\"a\"], \"date\": \"\(day)\"\(address), "
        + "\"addresses\": [{\"city\": \"A\"}, {\"city\": \"B\", \"tags\": [\"q\", \"r\"]}]}\n"
    }
    return (csv, lines)
  }

  private func load(_ inputs: [DataInput], jobs: Int) -> LoadResult {
    DataLoader.load(inputs, schema: Office.typesSchema, options: options(jobs))
  }

  private func options(_ jobs: Int) -> LoadOptions {
    var options = LoadOptions(jobs: jobs)
    options.partSize = 1 << 15
    return options
  }

  @Test(arguments: [0, 901])
  func theResultDoesNotDependOnTheThreads(faultEvery: Int) throws {
    let csv = rows(4000, faultEvery: faultEvery).csv
    let lines = rows(4000, prefix: "s", faultEvery: faultEvery).lines
    let inputs: [DataInput] = [
      .bytes(Array(csv.utf8), name: "things.csv"),
      .bytes(Array("things: [{ id: last, thing: t1, addresses: [{ city: Z }] }]".utf8), name: "more.yaml"),
      .bytes(Array(lines.utf8), name: "things.jsonl"),
    ]
    let one = load(inputs, jobs: 1)
    let four = load(inputs, jobs: 4)
    #expect(one.lines == four.lines)
    #expect(one.codes.isEmpty == (faultEvery == 0))
    let table = try #require(one.store.schema.entity(inSection: "things"))
    #expect(one.store[table].rowCount == 8001)
    #expect(one.store.symbols.count == four.store.symbols.count)
    let left = one.store.dump("things")
    let right = four.store.dump("things")
    #expect(left == right)
    #expect(left[4000].hasPrefix("id='last'"))
    #expect(left[3999].contains("text='text 39'"))
    let requests = [0, 1, 1023, 1024, 3000, 3999, 4000, 4001, 7999].flatMap { row in
      [PlaceRequest.row(table, row), .field(FieldID(table, 10), row: row), .field(FieldID(table, 15), row: row)]
    }
    let places = one.store.places(of: requests)
    #expect(places == four.store.places(of: requests))
    #expect(places.allSatisfy { $0 != nil })
  }

  @Test func recordsOfAllPartsKeepTheirOwners() throws {
    let (_, lines) = rows(3000, faultEvery: 0)
    let result = load([.bytes(Array(lines.utf8), name: "things.jsonl")], jobs: 3)
    #expect(result.lines == [])
    let store = result.store
    let address = try #require(store.schema.tables.first { $0.name == "Address" }?.id)
    #expect(store[address].rowCount == 7500)
    #expect(store.instanceName(address, row: 7499) == "things[2999].addresses[1]")
    let place = store.place(of: 7499, in: address)
    #expect(place?.line == 3000)
  }

  @Test func placesDoNotDependOnTheThreads() throws {
    let inputs: [DataInput] = [
      .bytes(Array(rows(4000, faultEvery: 0).csv.utf8), name: "things.csv"),
      .bytes(Array(rows(3000, prefix: "s", faultEvery: 0).lines.utf8), name: "things.jsonl"),
    ]
    let store = load(inputs, jobs: 2).store
    let table = try #require(store.schema.entity(inSection: "things"))
    let address = try #require(store.schema.tables.first { $0.name == "Address" }?.id)
    // In no order of the files, and several in each row.
    var requests = (0..<7000).reversed().flatMap { row in
      [
        PlaceRequest.field(FieldID(table, 10), row: row * 31 % 7000), .row(table, row),
        .field(FieldID(table, 0), row: row),
      ]
    }
    requests += (0..<store[address].rowCount).map { PlaceRequest.field(FieldID(address, 0), row: $0) }
    let places = store.places(of: requests)
    for jobs in [2, 3, 7] { #expect(places == store.places(of: requests, jobs: jobs), "\(jobs) threads") }
    for index in stride(from: 0, to: requests.count, by: 997) {
      #expect(places[index] == store.places(of: [requests[index]])[0])
    }
  }
}
