// Requests of the editor, passed on to the server.
'use strict';
const vscode = require('vscode');
const convert = require('./convert');

// Registers a provider for everything that the server can do.
function register(connection, capabilities, served) {
  const selector = [{ language: 'policy' }, { scheme: 'file', language: 'yaml' }, { scheme: 'file', language: 'json' }];
  const policies = [{ language: 'policy' }];
  const items = [];
  const at = (document, position) => ({
    textDocument: { uri: document.uri.toString() }, position: convert.fromPosition(position),
  });
  const of = (document) => ({ textDocument: { uri: document.uri.toString() } });
  const ask = async (method, params, token) => {
    try {
      return await connection.request(method, params, token);
    } catch (error) {
      // Answers that nobody wants any more are not faults.
      if ([-32800, -32801, -32802].includes(error.code)) return null;
      throw error;
    }
  };
  const locations = (found) => (found ? [].concat(found).map(convert.location) : null);
  const languages = vscode.languages;

  items.push(languages.registerHoverProvider(selector, {
    async provideHover(document, position, token) {
      const hover = await ask('textDocument/hover', at(document, position), token);
      return hover && new vscode.Hover(convert.markdown(hover.contents), hover.range && convert.range(hover.range));
    },
  }));
  items.push(languages.registerDefinitionProvider(selector, {
    provideDefinition: async (document, position, token) =>
      locations(await ask('textDocument/definition', at(document, position), token)),
  }));
  items.push(languages.registerTypeDefinitionProvider(policies, {
    provideTypeDefinition: async (document, position, token) =>
      locations(await ask('textDocument/typeDefinition', at(document, position), token)),
  }));
  items.push(languages.registerImplementationProvider(policies, {
    provideImplementation: async (document, position, token) =>
      locations(await ask('textDocument/implementation', at(document, position), token)),
  }));
  items.push(languages.registerReferenceProvider(selector, {
    provideReferences: async (document, position, context, token) => locations(await ask(
      'textDocument/references',
      { ...at(document, position), context: { includeDeclaration: context.includeDeclaration } }, token)),
  }));
  items.push(languages.registerDocumentHighlightProvider(policies, {
    async provideDocumentHighlights(document, position, token) {
      const found = await ask('textDocument/documentHighlight', at(document, position), token);
      return (found || []).map((item) => new vscode.DocumentHighlight(convert.range(item.range), item.kind - 1));
    },
  }));
  items.push(languages.registerCompletionItemProvider(selector, {
    async provideCompletionItems(document, position, token) {
      const list = await ask('textDocument/completion', at(document, position), token);
      return list && new vscode.CompletionList(list.items.map(convert.completion), list.isIncomplete);
    },
    async resolveCompletionItem(item, token) {
      const resolved = await ask('completionItem/resolve', item.policy, token);
      if (resolved) item.documentation = convert.markdown(resolved.documentation);
      return item;
    },
  }, ...capabilities.completionProvider.triggerCharacters));
  items.push(languages.registerSignatureHelpProvider(policies, {
    async provideSignatureHelp(document, position, token) {
      const help = await ask('textDocument/signatureHelp', at(document, position), token);
      if (!help) return null;
      const result = new vscode.SignatureHelp();
      result.signatures = help.signatures.map((item) => {
        const signature = new vscode.SignatureInformation(item.label, convert.markdown(item.documentation));
        signature.parameters = item.parameters.map((parameter) => new vscode.ParameterInformation(parameter.label));
        return signature;
      });
      result.activeSignature = help.activeSignature;
      result.activeParameter = help.activeParameter;
      return result;
    },
  }, '(', ','));
  items.push(languages.registerRenameProvider(policies, {
    provideRenameEdits: async (document, position, newName, token) =>
      convert.workspaceEdit(await connection.request('textDocument/rename', { ...at(document, position), newName }, token)),
    async prepareRename(document, position, token) {
      const found = await connection.request('textDocument/prepareRename', at(document, position), token);
      return found && { range: convert.range(found.range), placeholder: found.placeholder };
    },
  }));
  items.push(languages.registerDocumentSymbolProvider(policies, {
    provideDocumentSymbols: async (document, token) =>
      (await ask('textDocument/documentSymbol', of(document), token) || []).map(convert.symbol),
  }));
  items.push(languages.registerWorkspaceSymbolProvider({
    provideWorkspaceSymbols: async (query, token) =>
      (await ask('workspace/symbol', { query }, token) || []).map((item) => new vscode.SymbolInformation(
        item.name, item.kind - 1, item.containerName || '', convert.location(item.location))),
  }));
  items.push(languages.registerDocumentFormattingEditProvider(policies, {
    provideDocumentFormattingEdits: async (document, options, token) =>
      (await ask('textDocument/formatting', { ...of(document), options }, token) || []).map(convert.textEdit),
  }));
  items.push(languages.registerFoldingRangeProvider(policies, {
    async provideFoldingRanges(document, context, token) {
      const kinds = { comment: 1, imports: 2, region: 3 };
      return (await ask('textDocument/foldingRange', of(document), token) || [])
        .map((item) => new vscode.FoldingRange(item.startLine, item.endLine, kinds[item.kind]));
    },
  }));
  items.push(languages.registerSelectionRangeProvider(policies, {
    async provideSelectionRanges(document, positions, token) {
      const found = await ask(
        'textDocument/selectionRange', { ...of(document), positions: positions.map(convert.fromPosition) }, token);
      const range = (item) => item
        && new vscode.SelectionRange(convert.range(item.range), item.parent ? range(item.parent) : undefined);
      return (found || []).map(range);
    },
  }));
  items.push(languages.registerCodeActionsProvider(selector, {
    async provideCodeActions(document, range, context, token) {
      const found = await ask('textDocument/codeAction', {
        ...of(document), range: convert.fromRange(range),
        context: {
          diagnostics: context.diagnostics.map(convert.fromDiagnostic), only: context.only && [context.only.value],
        },
      }, token);
      return (found || []).map((item) => {
        const kind = item.kind.split('.').reduce((parent, part) => parent.append(part), vscode.CodeActionKind.Empty);
        const action = new vscode.CodeAction(item.title, kind);
        action.edit = convert.workspaceEdit(item.edit);
        action.isPreferred = item.isPreferred;
        return action;
      });
    },
  }));
  const legend = capabilities.semanticTokensProvider.legend;
  items.push(languages.registerDocumentSemanticTokensProvider(policies, {
    async provideDocumentSemanticTokens(document, token) {
      const tokens = await ask('textDocument/semanticTokens/full', of(document), token);
      return tokens && new vscode.SemanticTokens(new Uint32Array(tokens.data), tokens.resultId);
    },
  }, new vscode.SemanticTokensLegend(legend.tokenTypes, legend.tokenModifiers)));
  items.push(languages.registerInlayHintsProvider(policies, {
    async provideInlayHints(document, range, token) {
      const found = await ask('textDocument/inlayHint', { ...of(document), range: convert.fromRange(range) }, token);
      return (found || []).map((item) => new vscode.InlayHint(convert.position(item.position), item.label, item.kind));
    },
  }));
  items.push(languages.registerDocumentLinkProvider(policies, {
    async provideDocumentLinks(document, token) {
      return (await ask('textDocument/documentLink', of(document), token) || [])
        .map((item) => new vscode.DocumentLink(convert.range(item.range), vscode.Uri.parse(item.target)));
    },
  }));
  items.push(languages.registerCodeLensProvider(selector, {
    async provideCodeLenses(document, token) {
      return (await ask('textDocument/codeLens', of(document), token) || []).map((item) => new vscode.CodeLens(
        convert.range(item.range), { ...item.command, command: item.command.command }));
    },
  }));
  items.push(...commands(connection));
  return items;
}

// The commands of code lenses.
function commands(connection) {
  const run = (command, args) => connection.request('workspace/executeCommand', { command, arguments: args });
  return [
    vscode.commands.registerCommand('policyc.runTest', async (...args) =>
      vscode.window.showInformationMessage(await run('policyc.runTest', args))),
    vscode.commands.registerCommand('policyc.showFindings', async (...args) => {
      const found = await run('policyc.showFindings', args);
      return vscode.window.showQuickPick(found.map((item) => ({ label: item.message, description: item.place, detail: item.rule })));
    }),
    vscode.commands.registerCommand('policyc.showCitations', async (uri, position) => {
      const found = await run('policyc.showCitations', [uri, position]);
      return vscode.commands.executeCommand(
        'editor.action.showReferences', vscode.Uri.parse(uri), convert.position(position), found.map(convert.location));
    }),
  ];
}

module.exports = { register };
