/// Takes the parts of an XML document in their order. A fault that ends the reading is left with the parser.
protocol XMLHandler: AnyObject {
  func begin(_ element: XMLName, _ attributes: XMLAttributes, _ parser: XMLParser)
  func end(_ parser: XMLParser)
  /// Comes in pieces.
  func text(_ piece: UnsafeBufferPointer<UInt8>, _ parser: XMLParser)
}
