#!/usr/bin/env node
// vscode_client.js [--languageclient vslc/languageclient.js] (--server 'policyc lsp' | --extension editors/vscode) [--lang policy] [--symbol NAME] [--config JSON] FILE.policy
// --server: Microsoft's vscode-languageclient 9 under the mock; --extension: the extension's own main, activate()d under the mock. JSON on stdout.
const path = require('path'), fs = require('fs'), Module = require('module'); const mock = require('./vscode_mock.js'); const { vscode } = mock;
const o = { lang: 'policy', symbol: 'Manager', languageclient: path.join(__dirname, 'vslc/languageclient.js') }; let file; const a = process.argv.slice(2);
for (let i = 0; i < a.length; i++) if (a[i].startsWith('--')) o[a[i].slice(2)] = a[++i]; else file = path.resolve(a[i]);
const load = Module._load; Module._load = function (r, ...x) { if (r === 'vscode') return mock.api; if (/^vscode-languageclient(\/node)?$/.test(r)) return load.call(this, path.resolve(o.languageclient), ...x); return load.call(this, r, ...x); };
const R = { client: o.extension ? 'extension under vscode mock' : 'vscode-languageclient under vscode mock', errors: [] }; const sleep = ms => new Promise(r => setTimeout(r, ms));
const until = async (f, ms = 15000) => { const t = Date.now(); while (Date.now() - t < ms) { const v = await f(); if (v) return v; await sleep(20); } };
process.on('unhandledRejection', e => R.errors.push(['unhandledRejection', String(e && e.stack || e).slice(0, 500)]));
(async () => {
  vscode.workspace.workspaceFolders.push({ uri: vscode.Uri.file(path.dirname(file)), name: 'ws', index: 0 }); let stop;
  if (o.extension) {
    const dir = path.resolve(o.extension), pj = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'))); const cfg = {};
    for (const c of [].concat(pj.contributes && pj.contributes.configuration || [])) for (const [k, v] of Object.entries(c.properties || {})) if ('default' in v) cfg[k] = v.default;
    mock.setConfig({ ...cfg, ...(o.config ? JSON.parse(o.config) : {}) });
    const lang = (pj.contributes.languages || []).find(l => (l.extensions || []).includes(path.extname(file))); if (!lang) R.errors.push(['package.json', 'no contributed language has extension ' + path.extname(file)]); else o.lang = lang.id;
    const ctx = { subscriptions: [], extensionPath: dir, extensionUri: vscode.Uri.file(dir), asAbsolutePath: p => path.join(dir, p), globalState: new Map(), workspaceState: new Map(), extensionMode: 3, extension: { packageJSON: pj, id: pj.publisher + '.' + pj.name }, environmentVariableCollection: {}, secrets: {}, logUri: vscode.Uri.file('/tmp'), globalStorageUri: vscode.Uri.file('/tmp'), storageUri: vscode.Uri.file('/tmp') };
    const ext = require(path.resolve(dir, pj.main)); mock.openDocument(file, o.lang); await ext.activate(ctx); stop = async () => { if (ext.deactivate) await ext.deactivate(); for (const d of ctx.subscriptions) d && d.dispose && d.dispose(); };
    const declared = (pj.contributes.commands || []).map(c => c.command); R.commands = { declared, registered: [...mock.commandsMap.keys()], missing: declared.filter(c => !mock.commandsMap.has(c)) }; if (R.commands.missing.length) R.errors.push(['commands', 'declared, not registered: ' + R.commands.missing]);
  } else {
    mock.setConfig(o.config ? JSON.parse(o.config) : {}); const { LanguageClient } = load(path.resolve(o.languageclient)); const [cmd, ...args] = o.server.split(/\s+/);
    const c = new LanguageClient('policyc', 'policyc', { command: cmd, args }, { documentSelector: [{ scheme: 'file', language: o.lang }], synchronize: {} }); mock.openDocument(file, o.lang);
    await Promise.race([c.start(), sleep(15000).then(() => { throw new Error('start timed out'); })]); R.serverInfo = c.initializeResult && c.initializeResult.serverInfo; R.capabilities = c.initializeResult && c.initializeResult.capabilities; stop = () => c.stop(4000); }
  const d = mock.docs[0], t0 = Date.now(); const diags = u => Object.values(mock.collections).flatMap(c => c.get(u) || []);
  R.got_diagnostics = !!await until(() => Object.values(mock.collections).some(c => c.has(d.uri))); await sleep(300);
  R.diagnostics = Object.fromEntries(Object.values(mock.collections).flatMap(c => [...c.m]).map(([u, x]) => [u, x.map(y => ({ line: y.range.start.line, col: y.range.start.character, severity: vscode.DiagnosticSeverity[y.severity], code: y.code && y.code.value || y.code, message: y.message, source: y.source }))]));
  const i = d.getText().lastIndexOf(o.symbol), pos = d.positionAt(i + 1);
  const prov = k => (mock.registered[k] || []).filter(r => vscode.languages.match(r.sel, d)); R.providers = Object.fromEntries(Object.entries(mock.registered).map(([k, v]) => [k, v.filter(r => vscode.languages.match(r.sel, d)).length]));
  const ask = async (name, k, m, ...args) => { for (const p of prov(k)) if (p.prov[m]) { try { R[name] = await Promise.race([p.prov[m](...args), sleep(10000).then(() => { throw new Error('timed out'); })]) ?? null; } catch (e) { R.errors.push([name, String(e.stack || e).slice(0, 400)]); } return; } };
  await ask('hover', 'registerHoverProvider', 'provideHover', d, pos, mock.none);
  await ask('definition', 'registerDefinitionProvider', 'provideDefinition', d, pos, mock.none);
  await ask('references', 'registerReferenceProvider', 'provideReferences', d, pos, { includeDeclaration: true }, mock.none);
  await ask('completion', 'registerCompletionItemProvider', 'provideCompletionItems', d, pos, mock.none, { triggerKind: 0 });
  if (R.completion) R.completion = (R.completion.items || R.completion).map(x => x.label.label || x.label);
  await ask('documentSymbols', 'registerDocumentSymbolProvider', 'provideDocumentSymbols', d, mock.none); if (R.documentSymbols) R.documentSymbols = R.documentSymbols.map(s => s.name);
  await ask('prepareRename', 'registerRenameProvider', 'prepareRename', d, pos, mock.none); await ask('rename', 'registerRenameProvider', 'provideRenameEdits', d, pos, 'Renamed', mock.none);
  await ask('formatting', 'registerDocumentFormattingEditProvider', 'provideDocumentFormattingEdits', d, { tabSize: 2, insertSpaces: true }, mock.none);
  await ask('semanticTokens', 'registerDocumentSemanticTokensProvider', 'provideDocumentSemanticTokens', d, mock.none); if (R.semanticTokens) R.semanticTokens = { count: R.semanticTokens.data.length / 5 };
  const dd = diags(d.uri); if (dd.length) { await ask('codeActions', 'registerCodeActionsProvider', 'provideCodeActions', d, dd[0].range, { diagnostics: [dd[0]], triggerKind: 1 }, mock.none); if (R.codeActions) R.codeActions = R.codeActions.map(c => ({ title: c.title, kind: c.kind && c.kind.value, edit: c.edit })); }
  const before = JSON.stringify(R.diagnostics[d.uri.toString()]); mock.changeDocument(d, new vscode.Range(0, 0, 0, 0), '// ä𝄞\n\n');
  await until(() => diags(d.uri).length === 0 || diags(d.uri)[0].range.start.line !== (R.diagnostics[d.uri.toString()] || [{}])[0]?.line, 3000); R.after_change_lines = diags(d.uri).map(x => x.range.start.line);
  try { await Promise.race([stop(), sleep(6000).then(() => { throw new Error('stop timed out'); })]); R.stopped = true; } catch (e) { R.errors.push(['stop', String(e)]); }
  R.messages = mock.calls.filter(c => ['error', 'warning', 'information'].includes(c[0])); R.watched = mock.calls.filter(c => c[0] === 'watch').map(c => c[1]);
})().catch(e => R.errors.push(['script', String(e.stack || e).slice(0, 800)])).finally(() => { R.unknownApi = [...mock.unknown]; R.ok = !R.errors.length && !!R.got_diagnostics; console.log(JSON.stringify(R)); setTimeout(() => process.exit(R.ok ? 0 : 1), 100); });
