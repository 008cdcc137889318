import Evaluation
import RulePlan

/// A message or remedy in the language of the report, whose values are questions of a pattern.
struct TemplateText {
  private enum Part {
    case text(String)
    case value(Int, isExact: Bool)
  }

  private var parts: [Part] = []

  /// Nil for a template without entries.
  init?(_ template: MessageTemplate, _ language: String, _ questions: inout [Expression]) {
    guard let entry = template.parts(in: language) else { return nil }
    for part in entry {
      switch part {
      case .text(let text): parts.append(.text(text))
      case .value(let expression, let isExact):
        parts.append(.value(questions.count, isExact: isExact))
        questions.append(expression)
      }
    }
  }

  func text(_ answers: Answers, _ writer: ValueText) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .value(let question, let isExact): result += writer.prose(of: answers[question], isExact: isExact)
      }
    }
    return result
  }
}
