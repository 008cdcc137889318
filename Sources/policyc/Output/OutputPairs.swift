import ArgumentParser

/// `--format X --output F` belong together in the order in which they are given; the argument parser does not keep the
/// order of two options. So such pairs are written as `--format X=F` before it sees them. Only `check` writes several
/// reports.
enum OutputPairs {
  /// The arguments with every `--output` joined to the `--format` before it. One without stays as it is.
  static func joined(_ arguments: [String]) -> [String] {
    guard arguments.first == CheckCommand.configuration.commandName else { return arguments }
    var result: [String] = []
    /// Where the last format without a file is in the result.
    var openFormat: Int?
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--" {
        result += arguments[index...]
        break
      }
      if let (value, length) = value(of: "--format", arguments, index) {
        result.append("--format=" + value)
        openFormat = value.contains("=") ? nil : result.count - 1
        index += length
      } else if let (value, length) = value(of: "--output", arguments, index), let format = openFormat {
        result[format] += "=" + value
        openFormat = nil
        index += length
      } else {
        result.append(argument)
        index += 1
      }
    }
    return result
  }

  private static func value(of option: String, _ arguments: [String], _ index: Int) -> (String, length: Int)? {
    let argument = arguments[index]
    if argument.hasPrefix(option + "=") { return (String(argument.dropFirst(option.count + 1)), 1) }
    guard argument == option, index + 1 < arguments.count else { return nil }
    return (arguments[index + 1], 2)
  }
}
