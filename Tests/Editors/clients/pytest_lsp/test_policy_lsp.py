"""End-to-end test of a policy language server with pytest-lsp 1.0.1 (pygls 2 client).
Run:  pytest test_policy_lsp.py --lsp-server 'policyc lsp' --lsp-file demo.policy -W error::pytest_lsp.LspSpecificationWarning"""
import asyncio, shlex
import pytest, pytest_asyncio, pytest_lsp
from lsprotocol import types as T
from pytest_lsp import LanguageClient, client_capabilities, make_test_lsp_client
from conftest import Doc

TIMEOUT = 15

@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(request):
    c = make_test_lsp_client()
    await c.start_io(*shlex.split(request.config.getoption("--lsp-server")))
    c.profile = request.param
    d = Doc(request.config)
    res = await asyncio.wait_for(c.initialize_session(T.InitializeParams(
        capabilities=client_capabilities(request.param.replace("_", "-")),
        root_uri=d.path.parent.as_uri(),
        workspace_folders=[T.WorkspaceFolder(d.path.parent.as_uri(), "ws")])), TIMEOUT)
    c.init_result = res
    c.text_document_did_open(T.DidOpenTextDocumentParams(
        T.TextDocumentItem(d.uri, d.language, 1, d.text)))
    await asyncio.wait_for(c.wait_for_notification(T.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS), TIMEOUT)
    yield c
    await asyncio.wait_for(c.shutdown_session(), TIMEOUT)   # shutdown request + exit notification
    server = c._server
    if server is not None:
        rc = await asyncio.wait_for(server.wait(), TIMEOUT)
        assert rc == 0, f"server exit status {rc} after shutdown/exit"

def need(client, attr):
    if not getattr(client.init_result.capabilities, attr):
        pytest.skip(f"{attr} not advertised")

async def ask(coro): return await asyncio.wait_for(coro, TIMEOUT)
def ident(doc): return T.TextDocumentIdentifier(doc.uri)
mod = pytest.mark.asyncio(loop_scope="module")

@mod
async def test_initialize(client, record):
    record(client.init_result)
    assert client.init_result.server_info and client.init_result.server_info.name
@mod
async def test_diagnostics(client, doc, record):
    await asyncio.sleep(0.3)
    record({u: list(d) for u, d in client.diagnostics.items()})
    assert doc.uri in client.diagnostics
    for d in client.diagnostics[doc.uri]:
        assert d.range.start <= d.range.end and d.message
@mod
async def test_hover(client, doc, record):
    need(client, "hover_provider")
    r = await ask(client.text_document_hover_async(T.HoverParams(ident(doc), doc.last())))
    record(r); assert r and r.contents
@mod
async def test_definition(client, doc, record):
    need(client, "definition_provider")
    r = await ask(client.text_document_definition_async(T.DefinitionParams(ident(doc), doc.last())))
    record(r)
    loc = r[0] if isinstance(r, (list, tuple)) else r
    rg = getattr(loc, "range", None) or loc.target_selection_range
    assert rg.start.line == doc.first().line
@mod
async def test_references(client, doc, record):
    need(client, "references_provider")
    r = await ask(client.text_document_references_async(T.ReferenceParams(T.ReferenceContext(True), ident(doc), doc.first())))
    record(r); assert len(r) >= 2
@mod
async def test_completion(client, doc, record):
    need(client, "completion_provider")
    r = await ask(client.text_document_completion_async(T.CompletionParams(ident(doc), doc.last())))
    record(r)
    items = r.items if isinstance(r, T.CompletionList) else r
    assert doc.symbol in [i.label for i in items]
@mod
async def test_prepare_rename_and_rename(client, doc, record):
    need(client, "rename_provider")
    r = await ask(client.text_document_rename_async(T.RenameParams(ident(doc), doc.last(), "Renamed")))
    record(r)
    edits = [e for v in (r.changes or {}).values() for e in v] or \
            [e for dc in r.document_changes for e in dc.edits]
    assert len(edits) >= 2 and all(e.new_text == "Renamed" for e in edits)
@mod
async def test_formatting(client, doc, record):
    need(client, "document_formatting_provider")
    r = await ask(client.text_document_formatting_async(T.DocumentFormattingParams(ident(doc), T.FormattingOptions(2, True))))
    record(r)
    new = apply(doc.text, r or [])
    assert new.split() == doc.text.split(), "formatting must only change white space"
@mod
async def test_semantic_tokens(client, doc, record):
    need(client, "semantic_tokens_provider")
    p = client.init_result.capabilities.semantic_tokens_provider
    r = await ask(client.text_document_semantic_tokens_full_async(T.SemanticTokensParams(ident(doc))))
    lines = doc.text.split("\n"); out, l, c = [], 0, 0
    assert len(r.data) % 5 == 0
    for i in range(0, len(r.data), 5):
        dl, dc, n, ty, mods = r.data[i:i + 5]
        l, c = l + dl, (c + dc if dl == 0 else dc)
        assert ty < len(p.legend.token_types) and mods < 2 ** len(p.legend.token_modifiers)
        unit = {"utf-8": ("utf-8", 1), "utf-32": ("utf-32-le", 4)}.get(
            client.init_result.capabilities.position_encoding, ("utf-16-le", 2))
        line = lines[l].encode(unit[0])
        assert (c + n) * unit[1] <= len(line), (l, c, n)
        out.append([l, line[c * unit[1]:(c + n) * unit[1]].decode(unit[0]), p.legend.token_types[ty]])
    record(out); assert out
@mod
async def test_code_action(client, doc, record):
    need(client, "code_action_provider")
    diags = list(client.diagnostics.get(doc.uri, []))
    if not diags: pytest.skip("no diagnostics in the file")
    r = await ask(client.text_document_code_action_async(T.CodeActionParams(
        ident(doc), diags[0].range, T.CodeActionContext(diags))))
    record(r); assert r
@mod
async def test_document_symbol(client, doc, record):
    need(client, "document_symbol_provider")
    r = await ask(client.text_document_document_symbol_async(T.DocumentSymbolParams(ident(doc))))
    record(r); assert doc.symbol in [s.name for s in r]
    for s in r:
        if isinstance(s, T.DocumentSymbol):
            assert s.range.start <= s.selection_range.start and s.selection_range.end <= s.range.end
@mod
async def test_incremental_change(client, doc, record):
    """insert then delete text at the top: diagnostics must move, then come back."""
    before = sorted((d.range.start.line, d.message) for d in client.diagnostics[doc.uri])
    async def change(version, rg, text):
        client.text_document_did_change(T.DidChangeTextDocumentParams(
            T.VersionedTextDocumentIdentifier(version, doc.uri),
            [T.TextDocumentContentChangePartial(text=text, range=rg)]))
        while True:
            await ask(client.wait_for_notification(T.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS))
            await asyncio.sleep(0.2)
            return sorted((d.range.start.line, d.message) for d in client.diagnostics[doc.uri])
    z = T.Position(0, 0)
    moved = await change(2, T.Range(z, z), "// ä𝄞\n\n")
    assert moved == [(l + 2, m) for l, m in before]
    back = await change(3, T.Range(z, T.Position(2, 0)), "")
    record({"before": before, "moved": moved, "back": back}); assert back == before
@mod
async def test_unknown_request_is_method_not_found(client):
    from pygls.exceptions import JsonRpcException
    with pytest.raises(Exception) as e:
        await ask(client.protocol.send_request_async("policy/doesNotExist", {}))
    assert getattr(e.value, "code", None) == -32601, repr(e.value)

def apply(text, edits):
    lines = text.split("\n")
    def off(p):
        pre = sum(len(l) + 1 for l in lines[:p.line])
        line = lines[p.line] if p.line < len(lines) else ""
        return pre + len(line.encode("utf-16-le")[:p.character * 2].decode("utf-16-le"))
    for e in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        text = text[:off(e.range.start)] + e.new_text + text[off(e.range.end):]
    return text
