/// The clauses of sources.
extension ClauseWord {
  static let ofSources: [Entry] = [
    Entry(
      .files, ["from"], in: [.source], required: [.source], .once, .sourceFiles,
      "The format of the files, and the patterns below the project that find them.",
      Snippet("from", "from ${1|csv,json,jsonl,yaml,xlsx,xml,ldif|} \"$0\"")),
    Entry(
      .separator, ["separator"], in: [.source], .once, .text("the separator"),
      "The character between the cells of CSV; a comma where nothing is said.", Snippet("separator", "separator \";\"")),
    Entry(
      .quote, ["quote"], in: [.source], .once, .text("the quote"),
      "The character around cells of CSV that hold a separator or a line break.", Snippet("quote", "quote \"'\"")),
    Entry(
      .encoding, ["encoding"], in: [.source], .once, .hyphenated("the encoding"), "The encoding of the files.",
      Snippet("encoding", "encoding ${1|utf-8,utf-16,windows-1252,iso-8859-1|}")),
    Entry(
      .header, ["header"], in: [.source], .once, .header, "The line of the file that names the columns.",
      Snippet("header", "header line ${1:1}")),
    Entry(
      .columns, ["columns"], in: [.source], .once, .textList("the name of a column"),
      "The names of the columns of a table without a header.", Snippet("columns", "columns \"$0\"")),
    Entry(
      .comment, ["comment"], in: [.source], .once, .text("the sign of a comment"),
      "The character that begins lines to be passed over.", Snippet("comment", "comment \"#\"")),
    Entry(
      .skip, ["skip"], in: [.source], .once, .operand, "How many rows after the header are passed over.",
      Snippet("skip", "skip ${1:1}")),
    Entry(
      .endsAt, ["ends", "at"], in: [.source], .once, .text("the first cell of the row after the last one"),
      "The text in the first cell of the row at which a table ends.", Snippet("ends at", "ends at \"$0\"")),
    Entry(
      .dates, ["dates"], in: [.source], .once, .textList("a form of dates"), "The forms of dates and times.",
      Snippet("dates", "dates \"${1:DD.MM.YYYY}\"")),
    Entry(
      .century, ["century"], in: [.source], .once, .operand, "The year that years of two digits are added to.",
      Snippet("century", "century ${1:2000}")),
    Entry(
      .zone, ["zone"], in: [.source], .once, .text("the time zone"),
      "The time zone of times that are written without one.",
      Snippet("zone", "zone \"${1:UTC}\"")),
    Entry(
      .numbers, ["numbers"], in: [.source], .once, .text("the form of numbers"),
      "The form of numbers, by an example.", Snippet("numbers", "numbers \"${1:1.234,56}\"")),
    Entry(
      .missing, ["missing"], in: [.source], .once, .textList("a word for what is missing"),
      "Texts that mean that there is no value.", Snippet("missing", "missing \"$0\"")),
    Entry(
      .forever, ["forever"], in: [.source], .once, .textList("a day that means no end"),
      "Days that mean that there is no end.", Snippet("forever", "forever \"${1:31.12.9999}\"")),
    Entry(
      .trueWords, ["true"], in: [.source], .once, .textList("a word for true"), "The only texts that mean true.",
      Snippet("true", "true \"${1:X}\"")),
    Entry(
      .falseWords, ["false"], in: [.source], .once, .textList("a word for false"),
      "The only texts that mean false; with an empty one, an empty cell does.", Snippet("false", "false \"$0\"")),
    Entry(
      .trimCells, ["trim", "cells"], in: [.source], .once, .nothing,
      "Takes white space off the ends of cells without quotes.", Snippet("trim cells", "trim cells")),
    Entry(
      .sheet, ["sheet"], in: [.source], .once, .text("the sheet"), "The sheet of a workbook.",
      Snippet("sheet", "sheet \"$0\"")),
    Entry(
      .namespace, ["namespace"], in: [.source], .anyNumber, .namespace, "The meaning of a prefix of names in XML.",
      Snippet("namespace", "namespace ${1:prefix} \"$0\"")),
    Entry(
      .elements, ["each"], in: [.source], .anyNumber, .elements, "The list of which each element makes a record.",
      Snippet("each", "each ${1:x} in ${2:document.$0}"),
      Snippet("each row", "each row", "Each row of the table makes a record.")),
    Entry(
      .take, ["take"], in: [.source], required: [.source], .once, .takenFields,
      "The fields of a record, and their values.",
      Snippet("take", "take {\n  $0\n}")),
  ]
}
