import Diagnostics
public import RecordStore
public import RulePlan

/// Reads data files into a store.
public enum DataLoader {
  /// Reads everything that the inputs name, as the schema says. Sections of several files are joined in the order of
  /// the inputs, and files of a folder in the order of their names. The result does not depend on ``LoadOptions/jobs``.
  ///
  /// Files of `sources` are read by them, after those of the inputs.
  ///
  /// `adding` puts further records after those of the files. A section of the schema that no file gives is empty and
  /// not in ``RecordStore/presentSections``.
  public static func load(
    _ inputs: [DataInput], sources: [SourceInput] = [], schema: Schema, options: LoadOptions = LoadOptions(),
    adding: (RecordStoreBuilder) -> Void = { _ in }
  ) -> LoadResult {
    let builder = RecordStoreBuilder(schema: schema)
    var collector = SourceCollector(options: options)
    collector.add(inputs)
    collector.add(sources)
    let run = LoadRun(builder: builder, options: options)
    run.note(collector.passedFiles)
    run.read(collector.entries)
    adding(builder)
    return run.finish()
  }
}
