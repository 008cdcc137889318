/// The shape of the data: the fields it may have, and the meaning of each value.
public struct Schema: Sendable {
  public var tables: [Table]
  public var enumerations: [Enumeration]

  public init(tables: [Table] = [], enumerations: [Enumeration] = []) {
    self.tables = tables
    self.enumerations = enumerations
  }

  @inlinable public subscript(table: TableID) -> Table { tables[table.index] }
  @inlinable public subscript(enumeration: EnumerationID) -> Enumeration { enumerations[enumeration.index] }
  @inlinable public subscript(field: FieldID) -> Field { tables[field.table.index].fields[field.index] }

  /// A field of a table by its name.
  @inlinable public func field(named name: String, of table: TableID) -> FieldID? {
    tables[table.index].fields.firstIndex { $0.name == name }.map { FieldID(table, $0) }
  }

  /// The entity whose instances a section of the data lists.
  public func entity(inSection section: String) -> TableID? {
    tables.firstIndex { $0.section == section }.map(TableID.init)
  }
}

/// An entity (its instances are listed in a section of the data) or a record (a value inside another).
public struct Table: Sendable {
  public var id: TableID
  /// As written, without the namespace: `Grant`.
  public var name: String
  /// The namespace it is declared in: `un.access`; empty for what the tool declares itself.
  public var namespace: String
  /// The section that lists the instances; nil for a record.
  public var section: String?
  /// Index of the field that identifies an instance, if it has one. It is always a required `Text`.
  public var keyField: Int?
  public var fields: [Field]
  public var documentation: String
  public var origin: Origin

  public init(
    id: TableID, name: String, namespace: String, section: String?, keyField: Int? = nil, fields: [Field] = [],
    documentation: String = "", origin: Origin = .builtIn
  ) {
    self.id = id
    self.name = name
    self.namespace = namespace
    self.section = section
    self.keyField = keyField
    self.fields = fields
    self.documentation = documentation
    self.origin = origin
  }

  public var isEntity: Bool { section != nil }

  public func fieldIndex(named name: String) -> Int? { fields.firstIndex { $0.name == name } }
}

/// A field of a table.
public struct Field: Sendable {
  public var name: String
  /// The fields in the data. A field with a default is never missing once read.
  public var type: ValueType
  /// The value of a field that the data leaves out.
  public var defaultValue: Constant?
  /// How to compute the field, if it is not read from the data.
  public var derivation: Derivation?
  public var documentation: String
  public var origin: Origin

  public init(
    name: String, type: ValueType, defaultValue: Constant? = nil, derivation: Derivation? = nil,
    documentation: String = "", origin: Origin = .builtIn
  ) {
    self.name = name
    self.type = type
    self.defaultValue = defaultValue
    self.derivation = derivation
    self.documentation = documentation
    self.origin = origin
  }

  /// Whether an instance in the data must give the field.
  public var isRequired: Bool { derivation == nil && defaultValue == nil && type.cardinality == .one }
}

/// The computation of a derived field, over `self`.
public struct Derivation: Sendable {
  public var instance: VariableID
  public var value: Expression

  public init(instance: VariableID, value: Expression) {
    self.instance = instance
    self.value = value
  }
}

/// An enumeration and its cases in order.
public struct Enumeration: Sendable {
  public var id: EnumerationID
  public var name: String
  public var namespace: String
  public var cases: [String]
  /// The labels of the cases, in their order; without entries where a case has no label.
  public var labels: [LocalizedText]
  /// Whether `<` is defined: the order of the cases.
  public var isOrdered: Bool
  public var documentation: String
  public var origin: Origin

  public init(
    id: EnumerationID, name: String, namespace: String, cases: [String], labels: [LocalizedText] = [],
    isOrdered: Bool, documentation: String = "", origin: Origin = .builtIn
  ) {
    self.id = id
    self.name = name
    self.namespace = namespace
    self.cases = cases
    self.labels = labels
    self.isOrdered = isOrdered
    self.documentation = documentation
    self.origin = origin
  }

  /// The label of a case in a language; its name where it has no label there. Nil where there is no such case.
  public func label(of index: Int, in language: String) -> String? {
    guard cases.indices.contains(index) else { return nil }
    return labels.indices.contains(index) ? labels[index].text(in: language) ?? cases[index] : cases[index]
  }
}
