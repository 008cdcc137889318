/// The languages that completion offers for texts where a project names none. Policies may use any other.
public enum LanguageCode {
  public static let usual: [StaticString] = ["en", "fr"]
}
