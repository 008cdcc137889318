"""Requests that no editor of the tests sends by itself, sent through pytest-lsp: its types read every answer."""
import asyncio
import shlex

import pytest
import pytest_asyncio
from conftest import Doc
from lsprotocol import types as T
from pytest_lsp import client_capabilities, make_test_lsp_client

TIMEOUT = 15
mod = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def client(request):
    c = make_test_lsp_client()
    await c.start_io(*shlex.split(request.config.getoption("--lsp-server")))
    c.profile = request.param

    @c.feature(T.CLIENT_REGISTER_CAPABILITY)
    def register(params):
        return None

    d = Doc(request.config)
    capabilities = client_capabilities(request.param.replace("_", "-"))
    # Newer than the profiles: asking for diagnostics, hints, calls.
    capabilities.text_document.diagnostic = T.DiagnosticClientCapabilities()
    capabilities.text_document.inlay_hint = T.InlayHintClientCapabilities()
    capabilities.workspace.diagnostics = T.DiagnosticWorkspaceClientCapabilities(refresh_support=True)
    c.init_result = await asyncio.wait_for(c.initialize_session(T.InitializeParams(
        capabilities=capabilities, root_uri=d.path.parent.as_uri(),
        workspace_folders=[T.WorkspaceFolder(d.path.parent.as_uri(), "ws")])), TIMEOUT)
    c.text_document_did_open(T.DidOpenTextDocumentParams(T.TextDocumentItem(d.uri, d.language, 1, d.text)))
    yield c
    await asyncio.wait_for(c.shutdown_session(), TIMEOUT)


def place(doc, text, after=0):
    return doc.position(doc.text.index(text) + after)


def at(doc, text, after=0):
    return {"text_document": T.TextDocumentIdentifier(doc.uri), "position": place(doc, text, after)}


def whole(doc):
    return T.Range(T.Position(0, 0), T.Position(doc.text.count("\n"), 0))


def start(location):
    return location.target_selection_range.start if isinstance(location, T.LocationLink) else location.range.start


async def ask(coroutine):
    return await asyncio.wait_for(coroutine, TIMEOUT)


@mod
async def test_diagnostics_that_are_asked_for(client, doc):
    report = await ask(client.text_document_diagnostic_async(T.DocumentDiagnosticParams(T.TextDocumentIdentifier(doc.uri))))
    again = await ask(client.text_document_diagnostic_async(T.DocumentDiagnosticParams(
        T.TextDocumentIdentifier(doc.uri), previous_result_id=report.result_id)))
    assert report.kind == "full" and again.kind == "unchanged"
    workspace = await ask(client.workspace_diagnostic_async(T.WorkspaceDiagnosticParams([])))
    assert doc.uri in [item.uri for item in workspace.items]


@mod
async def test_signature_help(client, doc):
    help = await ask(client.text_document_signature_help_async(T.SignatureHelpParams(**at(doc, "serving(p.boss)", 8))))
    assert help.signatures[0].label.startswith("serving(")


@mod
async def test_type_definition_and_implementation(client, doc):
    types = await ask(client.text_document_type_definition_async(T.TypeDefinitionParams(**at(doc, "led(p) and", 4))))
    assert start(types[0]) == place(doc, "entity Person", 7)
    norms = await ask(client.text_document_implementation_async(T.ImplementationParams(**at(doc, "§1", 1))))
    assert start(norms[0]).line == place(doc, "rule R_01").line


@mod
async def test_highlights_and_linked_editing(client, doc):
    places = await ask(client.text_document_document_highlight_async(T.DocumentHighlightParams(**at(doc, "serving", 2))))
    assert len(places) == 3
    linked = await ask(client.text_document_linked_editing_range_async(T.LinkedEditingRangeParams(**at(doc, "above", 2))))
    assert linked is None or len(linked.ranges) >= 2


@mod
async def test_prepare_rename(client, doc):
    assert await ask(client.text_document_prepare_rename_async(T.PrepareRenameParams(**at(doc, "serving", 2))))


@mod
async def test_workspace_symbols(client, doc):
    symbols = await ask(client.workspace_symbol_async(T.WorkspaceSymbolParams("serv")))
    assert "serving" in [symbol.name for symbol in symbols]


@mod
async def test_folding_and_selection(client, doc):
    name = T.TextDocumentIdentifier(doc.uri)
    ranges = await ask(client.text_document_folding_range_async(T.FoldingRangeParams(name)))
    assert place(doc, "rule R_01").line in [item.start_line for item in ranges]
    chains = await ask(client.text_document_selection_range_async(T.SelectionRangeParams(name, [place(doc, "p.boss is", 3)])))
    assert chains[0].parent is not None


@mod
async def test_inlay_hints(client, doc):
    hints = await ask(client.text_document_inlay_hint_async(T.InlayHintParams(T.TextDocumentIdentifier(doc.uri), whole(doc))))
    assert any("Person" in str(hint.label) for hint in hints)


@mod
async def test_code_lenses_and_their_commands(client, doc):
    lenses = await ask(client.text_document_code_lens_async(T.CodeLensParams(T.TextDocumentIdentifier(doc.uri))))
    run = next(lens.command for lens in lenses if lens.command.command == "policyc.runTest")
    await ask(client.workspace_execute_command_async(T.ExecuteCommandParams(run.command, arguments=run.arguments)))


@mod
async def test_call_hierarchy(client, doc):
    items = await ask(client.text_document_prepare_call_hierarchy_async(T.CallHierarchyPrepareParams(**at(doc, "serving", 2))))
    incoming = await ask(client.call_hierarchy_incoming_calls_async(T.CallHierarchyIncomingCallsParams(items[0])))
    assert {"led", "R_01"} <= {call.from_.name for call in incoming}
    await ask(client.call_hierarchy_outgoing_calls_async(T.CallHierarchyOutgoingCallsParams(items[0])))


@mod
async def test_document_links_and_renamed_files(client, doc):
    await ask(client.text_document_document_link_async(T.DocumentLinkParams(T.TextDocumentIdentifier(doc.uri))))
    await ask(client.workspace_will_rename_files_async(T.RenameFilesParams([T.FileRename(doc.uri, doc.uri + "x")])))


@mod
async def test_semantic_tokens_of_parts_and_their_differences(client, doc):
    name = T.TextDocumentIdentifier(doc.uri)
    tokens = await ask(client.text_document_semantic_tokens_full_async(T.SemanticTokensParams(name)))
    part = await ask(client.text_document_semantic_tokens_range_async(T.SemanticTokensRangeParams(name, whole(doc))))
    assert list(part.data) == list(tokens.data)
    delta = await ask(client.text_document_semantic_tokens_full_delta_async(T.SemanticTokensDeltaParams(name, tokens.result_id)))
    assert list(delta.edits) == []


@mod
async def test_formatting_of_parts(client, doc):
    name, options = T.TextDocumentIdentifier(doc.uri), T.FormattingOptions(2, True)
    await ask(client.text_document_range_formatting_async(T.DocumentRangeFormattingParams(name, whole(doc), options)))
    end = place(doc, "must  led", 0).line + 1
    await ask(client.text_document_on_type_formatting_async(T.DocumentOnTypeFormattingParams(name, T.Position(end, 1), "}", options)))


@mod
async def test_completion_with_resolve(client, doc):
    found = await ask(client.text_document_completion_async(T.CompletionParams(**at(doc, "led(p) and", 4))))
    item = (found.items if isinstance(found, T.CompletionList) else found)[0]
    assert (await ask(client.completion_item_resolve_async(item))).label == item.label
