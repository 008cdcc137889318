"""OPA on a workload: its Go library, handed the bytes of the input. Arguments: workload, folder."""
import rego

from opa_bindings import OpaEngine

engine = OpaEngine()
engine.add_policy(rego.NAME + ".rego", rego.POLICY)
# Beside the public calls, because those take the input as Python objects and would write it as JSON once more.
answer = engine._call(engine._lib.OpaEvalDocument, f"{rego.NAME}.answer".encode(), rego.INPUT.encode(), 0, 0)
rego.report(answer["result"][0]["expressions"][0]["value"])
