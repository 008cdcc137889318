"""regorus on a workload. Arguments: workload, folder."""
import json

import regorus
import rego

engine = regorus.Engine()
engine.add_policy(rego.NAME + ".rego", rego.POLICY)
engine.set_input_json(rego.INPUT)
rego.report(json.loads(engine.eval_rule_as_json(f"data.{rego.NAME}.answer")))
