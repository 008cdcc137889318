"""Cedar on the segregation workload: roles inside permissions inside duties, a policy for each risk, a request for each
person; the reasons of the decision are the risks. It cannot name the roles that are the causes. Argument: folder."""
import json
import os
import sys

import cedarpy

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import digests  # noqa: E402

with open(os.path.join(sys.argv[1], "relations", "input.json")) as file:
    data = json.load(file)


def entity(kind, name, parents=(), attributes=None):
    return {"uid": {"type": kind, "id": name}, "attrs": attributes or {},
            "parents": [{"type": outer, "id": each} for outer, each in parents]}


waived, duties_of = {}, {}
for person, risk in data["waivers"]:
    waived.setdefault(person, []).append(risk)
for duty, permissions in data["duties"].items():
    for permission in permissions:
        duties_of.setdefault(permission, []).append(("Duty", duty))
entities = [entity("Duty", duty) for duty in data["duties"]]
entities += [entity("Permission", permission, duties) for permission, duties in duties_of.items()]
entities += [
    entity("Role", role, [("Permission", each) for each in permissions if each in duties_of])
    for role, permissions in data["roles"].items()]
entities += [
    entity("Person", person, [("Role", role) for role in roles], {"waived": waived.get(person, [])})
    for person, roles in data["people"].items()]
policies = "".join(
    f'permit(principal, action == Action::"audit", resource) when {{ principal in Duty::"{first}" && '
    f'principal in Duty::"{second}" && !principal.waived.contains("{risk}") }};\n'
    for risk, (first, second) in data["risks"].items())
names = {f"policy{index}": risk for index, risk in enumerate(data["risks"])}
requests = [
    {"principal": {"type": "Person", "id": person}, "action": 'Action::"audit"', "resource": 'Report::"risks"',
     "context": {}} for person in data["people"]]
answers = cedarpy.is_authorized_batch(
    requests, cedarpy.PolicySet.from_str(policies), cedarpy.Entities.from_json_str(json.dumps(entities)))
print(json.dumps({"findings": digests.digest(
    f"{person},{names[reason]}"
    for person, answer in zip(data["people"], answers) for reason in answer.diagnostics.reasons)}))
