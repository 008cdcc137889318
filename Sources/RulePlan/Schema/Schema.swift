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
    tables[table.index].fields.firstIndex { $0.name == name && !$0.isComposedKey }.map { FieldID(table, $0) }
  }

  /// The entity whose instances a section of the data lists.
  public func entity(inSection section: String) -> TableID? {
    section.isEmpty ? nil : tables.firstIndex { $0.section == section }.map(TableID.init)
  }
}

/// An entity (its instances are listed in a section of the data) or a record (a value inside another).
public struct Table: Sendable {
  public var id: TableID
  /// As written, without the namespace: `Grant`.
  public var name: String
  /// The namespace it is declared in: `un.access`; empty for what the tool declares itself.
  public var namespace: String
  /// Whether it is an entity, whose instances have an identity; else a record.
  public var isEntity: Bool
  /// The section that lists the instances; nil for a record, and for an entity whose instances come from elsewhere: out of
  /// others, or by sources alone.
  public var section: String?
  /// How the instances are made of those of another entity, if they are groups.
  public var grouping: Grouping?
  /// Where the instances lie, if it is inside those of another entity.
  public var containment: Containment?
  /// Index of the field that identifies an instance, if it has one: a `Text` that is declared, or the generated field
  /// that holds all parts of the key in one text.
  public var keyField: Int?
  /// Indices of the fields that make up the key, in their order.
  public var keyParts: [Int]
  /// Indices of the texts by which data may refer to an instance besides the key.
  public var furtherKeys: [Int] = []
  /// Whether the data may give other fields than those that are declared.
  public var isOpen = false
  /// Names in the data that are not taken for a field that they resemble.
  public var passedOver: [String] = []
  public var fields: [Field]
  /// How people know an instance, where the policy says it.
  public var label: InstanceLabel?
  public var documentation: String
  public var origin: Origin

  public init(
    id: TableID, name: String, namespace: String, section: String?, keyField: Int? = nil, keyParts: [Int]? = nil,
    fields: [Field] = [], label: InstanceLabel? = nil, isEntity: Bool? = nil, documentation: String = "",
    origin: Origin = .builtIn
  ) {
    self.id = id
    self.name = name
    self.namespace = namespace
    self.section = section
    self.isEntity = isEntity ?? (section != nil)
    self.keyField = keyField
    self.keyParts = keyParts ?? keyField.map { [$0] } ?? []
    self.fields = fields
    self.label = label
    self.documentation = documentation
    self.origin = origin
  }

  /// Whether the text of the key is put together from its parts.
  public var hasComposedKey: Bool { keyField.map { fields[$0].isComposedKey } ?? false }

  /// The fields that policies can name, which the text of a composed key comes after.
  public var declaredFields: ArraySlice<Field> { fields.last?.isComposedKey == true ? fields.dropLast() : fields[...] }

  /// The field that data names so.
  public func fieldIndex(inData name: String) -> Int? {
    declaredFields.firstIndex { $0.dataName == name && !$0.isGenerated }
  }

  public func fieldIndex(named name: String) -> Int? { declaredFields.firstIndex { $0.name == name } }
}

/// Where the instances of an entity lie.
public struct Containment: Sendable {
  /// The entity whose instances contain them.
  public var parent: TableID
  /// The field that holds them, of the parent or of a record inside it.
  public var holder: FieldID
  /// Index of the field that leads to the parent.
  public var parentField: Int

  public init(parent: TableID, holder: FieldID, parentField: Int) {
    self.parent = parent
    self.holder = holder
    self.parentField = parentField
  }
}

/// The label of the instances of an entity: a text in several languages, with values over the instance.
public struct InstanceLabel: Sendable {
  public var instance: VariableID
  public var text: MessageTemplate

  public init(instance: VariableID, text: MessageTemplate) {
    self.instance = instance
    self.text = text
  }
}

/// A field of a table.
public struct Field: Sendable {
  public var name: String
  /// The name that the field has in the data, where it is another one.
  public var sourceName: String?
  /// The fields in the data. A field with a default is never missing once read.
  public var type: ValueType
  /// The value of a field that the data leaves out.
  public var defaultValue: Constant?
  /// How to compute the field, if it is not read from the data.
  public var derivation: Derivation?
  /// Whether the data does not give the field: it leads to a parent, or holds the text of a composed key.
  public var isGenerated: Bool
  /// Whether the rows that it leads to are kept, and not the keys by which data refers to them.
  public var holdsRows = false
  public var documentation: String
  public var origin: Origin

  public init(
    name: String, type: ValueType, defaultValue: Constant? = nil, derivation: Derivation? = nil,
    sourceName: String? = nil, isGenerated: Bool = false, documentation: String = "", origin: Origin = .builtIn
  ) {
    self.name = name
    self.sourceName = sourceName
    self.type = type
    self.defaultValue = defaultValue
    self.derivation = derivation
    self.isGenerated = isGenerated
    self.documentation = documentation
    self.origin = origin
  }

  /// The name that the field has in the data.
  public var dataName: String { sourceName ?? name }

  /// Whether an instance in the data must give the field.
  public var isRequired: Bool {
    derivation == nil && defaultValue == nil && type.cardinality == .one && !isGenerated
  }

  /// Whether it holds the text of a composed key, which policies cannot name.
  public var isComposedKey: Bool { isGenerated && name.isEmpty }

  /// The field that holds the text of a key of several parts.
  public static let composedKey = Field(name: "", type: ValueType(.text), isGenerated: true)
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
  /// The texts by which data names each case, where it has other words than the names; empty where it has none.
  public var dataWords: [[String]] = []
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
