// Between the values of the protocol and those of the editor.
'use strict';
const vscode = require('vscode');

const position = (value) => new vscode.Position(value.line, value.character);
const range = (value) => new vscode.Range(
  value.start.line, value.start.character, value.end.line, value.end.character);
const fromPosition = (value) => ({ line: value.line, character: value.character });
const fromRange = (value) => ({ start: fromPosition(value.start), end: fromPosition(value.end) });
const location = (value) => new vscode.Location(vscode.Uri.parse(value.uri), range(value.range));

function diagnostic(value) {
  const result = new vscode.Diagnostic(range(value.range), value.message, (value.severity || 1) - 1);
  result.code = value.code;
  result.source = value.source;
  if (value.tags) result.tags = value.tags;
  if (value.relatedInformation) {
    result.relatedInformation = value.relatedInformation.map(
      (item) => new vscode.DiagnosticRelatedInformation(location(item.location), item.message));
  }
  return result;
}

const fromDiagnostic = (value) => ({
  range: fromRange(value.range), message: value.message, severity: value.severity + 1, source: value.source,
  code: value.code && value.code.value !== undefined ? value.code.value : value.code,
});

const markdown = (value) => {
  if (value === undefined || value === null) return undefined;
  return new vscode.MarkdownString(typeof value === 'string' ? value : value.value);
};

const textEdit = (value) => new vscode.TextEdit(range(value.range), value.newText);

function workspaceEdit(value) {
  if (!value) return undefined;
  const result = new vscode.WorkspaceEdit();
  for (const change of value.documentChanges || []) {
    result.set(vscode.Uri.parse(change.textDocument.uri), change.edits.map(textEdit));
  }
  for (const [uri, edits] of Object.entries(value.changes || {})) result.set(vscode.Uri.parse(uri), edits.map(textEdit));
  return result;
}

function symbol(value) {
  const result = new vscode.DocumentSymbol(
    value.name, value.detail || '', value.kind - 1, range(value.range), range(value.selectionRange));
  result.children = (value.children || []).map(symbol);
  return result;
}

function completion(value) {
  const result = new vscode.CompletionItem(value.label, (value.kind || 1) - 1);
  result.detail = value.detail;
  result.documentation = markdown(value.documentation);
  result.sortText = value.sortText;
  const text = value.textEdit ? value.textEdit.newText : value.label;
  result.insertText = value.insertTextFormat === 2 ? new vscode.SnippetString(text) : text;
  if (value.textEdit) result.range = range(value.textEdit.range);
  result.policy = value;
  return result;
}

module.exports = {
  position, range, fromPosition, fromRange, location, diagnostic, fromDiagnostic, markdown, textEdit, workspaceEdit,
  symbol, completion,
};
