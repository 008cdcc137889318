/// The syntax definition of Kate and of KDE's other editors.
enum KateSyntax {
  static var text: String {
    #"""
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE language>
    <!-- `make docs` writes this file from the vocabulary. -->
    <language name="Policy" version="1" kateversion="5.0" section="Sources" extensions="*.policy" indenter="cstyle" casesensitive="1">
      <highlighting>
        \#(list("declarations", .declaration))
        \#(list("clauses", .clause))
        \#(list("operators", .operation))
        \#(list("constants", .constant))
        \#(list("types", .type))
        <contexts>
          <context name="Normal" attribute="Normal Text" lineEndContext="#stay">
            <RegExpr attribute="Documentation" context="Documentation" String="///"/>
            <Detect2Chars attribute="Comment" context="Line" char="/" char1="/"/>
            <Detect2Chars attribute="Comment" context="Block" char="/" char1="*" beginRegion="Comment"/>
            <DetectChar attribute="String" context="String" char="&quot;"/>
            <RegExpr attribute="Reference" context="#stay" String="§[\w.\-]*(?:\([\w.]+\))*"/>
            <RegExpr attribute="Number" context="#stay" String="\b\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?"/>
            <RegExpr attribute="Number" context="#stay" String="\bv\d+(?:\.\d+)+\b|\b\d[\d_]*(?:\.\d[\d_]*)?"/>
            <keyword attribute="Declaration" context="#stay" String="declarations"/>
            <keyword attribute="Clause" context="#stay" String="clauses"/>
            <keyword attribute="Operator" context="#stay" String="operators"/>
            <keyword attribute="Constant" context="#stay" String="constants"/>
            <keyword attribute="Type" context="#stay" String="types"/>
            <RegExpr attribute="Function" context="#stay" String="\b[^\W\d]\w*(?=\()"/>
            <DetectChar attribute="Normal Text" context="#stay" char="{" beginRegion="Brace"/>
            <DetectChar attribute="Normal Text" context="#stay" char="}" endRegion="Brace"/>
            <AnyChar attribute="Operator" context="#stay" String="=!&lt;&gt;+-*/?"/>
            <DetectIdentifier/>
          </context>
          <context name="Line" attribute="Comment" lineEndContext="#pop"/>
          <context name="Documentation" attribute="Documentation" lineEndContext="#pop"/>
          <context name="Block" attribute="Comment" lineEndContext="#stay">
            <Detect2Chars attribute="Comment" context="Block" char="/" char1="*"/>
            <Detect2Chars attribute="Comment" context="#pop" char="*" char1="/" endRegion="Comment"/>
          </context>
          <context name="String" attribute="String" lineEndContext="#pop">
            <RegExpr attribute="Escape" context="#stay" String="\\(?:[nt&quot;\\]|u\{[0-9A-Fa-f]+\})|\{\{|\}\}"/>
            <RegExpr attribute="Escape" context="#stay" String="\{[^{}&quot;]*\}"/>
            <DetectChar attribute="String" context="#pop" char="&quot;"/>
          </context>
        </contexts>
        <itemDatas>
          <itemData name="Normal Text" defStyleNum="dsNormal"/>
          <itemData name="Declaration" defStyleNum="dsKeyword"/>
          <itemData name="Clause" defStyleNum="dsControlFlow"/>
          <itemData name="Operator" defStyleNum="dsOperator"/>
          <itemData name="Constant" defStyleNum="dsConstant"/>
          <itemData name="Type" defStyleNum="dsDataType"/>
          <itemData name="Function" defStyleNum="dsFunction"/>
          <itemData name="Reference" defStyleNum="dsAttribute"/>
          <itemData name="Number" defStyleNum="dsDecVal"/>
          <itemData name="String" defStyleNum="dsString"/>
          <itemData name="Escape" defStyleNum="dsSpecialChar"/>
          <itemData name="Comment" defStyleNum="dsComment"/>
          <itemData name="Documentation" defStyleNum="dsDocumentation"/>
        </itemDatas>
      </highlighting>
      <general>
        <comments>
          <comment name="singleLine" start="//"/>
          <comment name="multiLine" start="/*" end="*/" region="Comment"/>
        </comments>
        <keywords casesensitive="1"/>
        <folding/>
      </general>
    </language>

    """#
  }

  private static func list(_ name: String, _ words: WordClass) -> String {
    (["<list name=\"\(name)\">"] + words.words.map { "    <item>\($0)</item>" } + ["</list>"])
      .joined(separator: "\n    ")
  }
}
