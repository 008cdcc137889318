// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// Rooms in the order in which data goes through them; a room imports only rooms above it.
let package = Package(
  name: "policyc",
  products: [
    .executable(name: "policyc", targets: ["policyc"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
  ],
  targets: [
    .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CMinizip", pkgConfig: "minizip", providers: [.apt(["libminizip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .target(name: "Vocabulary", swiftSettings: strict),
    .target(
      name: "SourceText", dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: strict),
    .target(name: "Diagnostics", dependencies: ["Vocabulary", "SourceText"], swiftSettings: strict),
    .target(
      name: "PolicySyntax", dependencies: ["Vocabulary", "SourceText", "Diagnostics"], swiftSettings: strict),
    .target(
      name: "PolicyFormat", dependencies: ["Vocabulary", "SourceText", "PolicySyntax"], swiftSettings: strict),
    .target(name: "RulePlan", swiftSettings: strict),
    .target(
      name: "PolicySemantics",
      dependencies: ["Vocabulary", "SourceText", "Diagnostics", "PolicySyntax", "RulePlan"],
      swiftSettings: strict),
    .target(name: "RecordStore", dependencies: ["SourceText", "RulePlan"], swiftSettings: strict),
    .target(
      name: "Manifests",
      dependencies: [
        "CYAML", "CZlib", "CMinizip", "CExpat", "SourceText", "Diagnostics", "RulePlan", "RecordStore",
      ],
      swiftSettings: strict),
    .target(name: "Evaluation", dependencies: ["RulePlan", "RecordStore"], swiftSettings: strict),
    .target(
      name: "Governance", dependencies: ["SourceText", "Diagnostics", "RulePlan", "RecordStore", "Evaluation"],
      swiftSettings: strict),
    .target(
      name: "Reports", dependencies: ["SourceText", "Diagnostics", "RulePlan", "Governance"], swiftSettings: strict),
    .target(
      name: "Workbench",
      dependencies: [
        "SourceText", "Diagnostics", "PolicySyntax", "PolicyFormat", "RulePlan", "PolicySemantics", "RecordStore",
        "Manifests", "Evaluation", "Governance",
      ],
      swiftSettings: strict),
    .target(
      name: "EditorFeatures",
      dependencies: [
        "Vocabulary", "SourceText", "Diagnostics", "PolicySyntax", "PolicyFormat", "RulePlan", "PolicySemantics",
        "RecordStore",
        "Manifests", "Evaluation", "Governance", "Workbench",
      ],
      swiftSettings: strict),
    .target(
      name: "LanguageServer",
      dependencies: [
        "SourceText", "Diagnostics", "RulePlan", "PolicySemantics", "Evaluation", "Governance", "Workbench",
        "EditorFeatures",
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "policyc",
      dependencies: [
        "Vocabulary", "SourceText", "Diagnostics", "PolicySyntax", "PolicyFormat", "RulePlan", "Manifests",
        "Evaluation",
        "Governance", "Reports", "Workbench", "LanguageServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport",
      dependencies: [
        "SourceText", "Diagnostics", "PolicySyntax", "RulePlan", "PolicySemantics", "RecordStore", "Manifests",
        "Evaluation",
      ], swiftSettings: strict),
    .testTarget(name: "DiagnosticsTests", dependencies: ["SourceText", "Diagnostics"], swiftSettings: strict),
    .testTarget(
      name: "DocumentationTests",
      dependencies: [
        "Vocabulary", "SourceText", "Diagnostics", "PolicySyntax", "PolicyFormat", "RulePlan", "PolicySemantics",
        "TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "EditorFeaturesTests",
      dependencies: [
        "Vocabulary", "SourceText", "Diagnostics", "PolicySyntax", "RulePlan", "PolicySemantics", "Evaluation",
        "Workbench",
        "EditorFeatures",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EvaluationTests",
      dependencies: ["RulePlan", "RecordStore", "Evaluation", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "GovernanceTests",
      dependencies: [
        "SourceText", "Diagnostics", "RulePlan", "RecordStore", "Evaluation", "Governance", "TestSupport",
      ], swiftSettings: strict),
    .testTarget(name: "HouseTests", dependencies: ["TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "LanguageServerTests",
      dependencies: ["SourceText", "RulePlan", "Workbench", "LanguageServer"], swiftSettings: strict),
    .testTarget(
      name: "ManifestsTests",
      dependencies: [
        "CZlib", "SourceText", "Diagnostics", "RulePlan", "PolicySemantics", "RecordStore", "Manifests", "TestSupport",
      ], swiftSettings: strict),
    .testTarget(
      name: "PolicyFormatTests", dependencies: ["SourceText", "PolicySyntax", "PolicyFormat", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PolicySemanticsTests",
      dependencies: ["SourceText", "Diagnostics", "PolicySyntax", "RulePlan", "PolicySemantics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "PolicySyntaxTests", dependencies: ["SourceText", "Diagnostics", "PolicySyntax", "TestSupport"],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "PolicycTests",
      dependencies: [
        "policyc", "Diagnostics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], swiftSettings: strict),
    .testTarget(name: "RecordStoreTests", dependencies: ["RulePlan", "RecordStore"], swiftSettings: strict),
    .testTarget(name: "RulePlanTests", dependencies: ["RulePlan", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "ReportsTests",
      dependencies: ["SourceText", "Diagnostics", "RulePlan", "Governance", "Reports", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "SecondOpinionTests",
      dependencies: [
        "SourceText", "Diagnostics", "RulePlan", "PolicySemantics", "RecordStore", "Manifests", "Evaluation",
        "Governance", "TestSupport",
      ], swiftSettings: strict),
    .testTarget(name: "SourceTextTests", dependencies: ["SourceText", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "VocabularyTests", dependencies: ["Vocabulary", "SourceText", "PolicySyntax", "RulePlan", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "WorkbenchTests",
      dependencies: [
        "SourceText", "Diagnostics", "RulePlan", "PolicySemantics", "Manifests", "Evaluation", "Governance",
        "Workbench",
      ],
      swiftSettings: strict),
  ]
)
