// Starts the language server and passes on its answers. The features for policies are decided there.
'use strict';
const vscode = require('vscode');
const path = require('path');
const { Connection } = require('./connection');
const convert = require('./convert');
const { register } = require('./features');

let connection;
let disposables = [];
let channel;

const served = (document) => document.languageId === 'policy'
  || (['yaml', 'json', 'jsonc'].includes(document.languageId) && document.uri.scheme === 'file');

const settings = () => {
  const all = vscode.workspace.getConfiguration('policyc');
  return {
    language: all.get('language', ''), inlayHints: all.get('inlayHints', true), codeLens: all.get('codeLens', true),
    checkData: all.get('checkData', true),
  };
};

const capabilities = {
  general: { positionEncodings: ['utf-16'] },
  workspace: {
    configuration: true, workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: false },
    workspaceEdit: { documentChanges: true },
  },
  textDocument: {
    synchronization: { didSave: true },
    publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] }, versionSupport: true },
    completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown', 'plaintext'] } },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    signatureHelp: { signatureInformation: { documentationFormat: ['markdown', 'plaintext'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'refactor', 'source'] } } },
    rename: { prepareSupport: true }, foldingRange: { lineFoldingOnly: true },
    semanticTokens: {
      requests: { full: true, range: true }, tokenTypes: [], tokenModifiers: [], formats: ['relative'],
    },
  },
  window: { workDoneProgress: true },
};

async function start() {
  const folders = vscode.workspace.workspaceFolders || [];
  const root = folders.length ? folders[0].uri : undefined;
  const command = vscode.workspace.getConfiguration('policyc').get('server', ['policyc', 'lsp']);
  connection = new Connection(command, root ? root.fsPath : undefined, (text) => channel.append(text));
  const current = connection;
  const diagnostics = vscode.languages.createDiagnosticCollection('policyc');
  disposables.push(diagnostics);

  current.on('textDocument/publishDiagnostics', (params) =>
    diagnostics.set(vscode.Uri.parse(params.uri), params.diagnostics.map(convert.diagnostic)));
  current.on('workspace/configuration', (params) => params.items.map(() => settings()));
  current.on('window/workDoneProgress/create', () => null);
  current.on('client/registerCapability', () => null);
  current.exited.then((reason) => {
    if (connection !== current) return;
    vscode.window.showErrorMessage(`The policy server has ended (${reason}). Is \`${command[0]}\` installed?`);
  });

  const result = await current.request('initialize', {
    processId: process.pid, rootUri: root ? root.toString() : null, capabilities,
    workspaceFolders: folders.map((folder) => ({ uri: folder.uri.toString(), name: folder.name })),
    initializationOptions: settings(),
  });
  current.notify('initialized', {});
  synchronize(current);
  disposables.push(...register(current, result.capabilities, served));
}

function synchronize(current) {
  const item = (document) => ({
    uri: document.uri.toString(), languageId: document.languageId, version: document.version, text: document.getText(),
  });
  const open = (document) => served(document) && current.notify('textDocument/didOpen', { textDocument: item(document) });
  vscode.workspace.textDocuments.forEach(open);
  disposables.push(
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (!served(event.document) || event.contentChanges.length === 0) return;
      current.notify('textDocument/didChange', {
        textDocument: { uri: event.document.uri.toString(), version: event.document.version },
        contentChanges: event.contentChanges.map((change) => ({ range: convert.fromRange(change.range), text: change.text })),
      });
    }),
    vscode.workspace.onDidSaveTextDocument((document) => served(document)
      && current.notify('textDocument/didSave', { textDocument: { uri: document.uri.toString() } })),
    vscode.workspace.onDidCloseTextDocument((document) => served(document)
      && current.notify('textDocument/didClose', { textDocument: { uri: document.uri.toString() } })),
    vscode.workspace.onDidChangeConfiguration((event) => event.affectsConfiguration('policyc')
      && current.notify('workspace/didChangeConfiguration', { settings: { policyc: settings() } })),
  );
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{policy,yaml,yml,json,jsonl,ndjson,csv}');
  const changed = (type) => (uri) =>
    current.notify('workspace/didChangeWatchedFiles', { changes: [{ uri: uri.toString(), type }] });
  disposables.push(watcher, watcher.onDidCreate(changed(1)), watcher.onDidChange(changed(2)), watcher.onDidDelete(changed(3)));
}

async function stop() {
  const current = connection;
  connection = undefined;
  disposables.forEach((item) => item.dispose());
  disposables = [];
  if (current) await current.stop();
}

async function activate(context) {
  channel = vscode.window.createOutputChannel('Policies');
  context.subscriptions.push(channel);
  context.subscriptions.push(vscode.commands.registerCommand('policyc.restart', async () => {
    await stop();
    await start();
  }));
  await start();
}

module.exports = { activate, deactivate: stop };
