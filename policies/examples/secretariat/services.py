"""Services, their desks, agreements and providers."""

from world import TODAY, day, period

AREAS = ["payroll", "human_resources", "finance", "procurement", "travel", "non_staff", "property", "supply_chain",
         "digital", "administration", "other"]


def desks(w):
    w.add("service_desks", id="DESK", name="Central service desk",
          unit="OICT", central=True, hours="day_and_night", open=True)
    for region in w.centre:
        w.add("service_desks", id=f"DESK-{region}", name=f"Branch {region.capitalize()}", unit=f"OICT-{region[:3]}",
              central=True, branch_of="DESK", hours="office_hours", open=True)
    for n in range(1, 11):
        w.add("service_desks", id=f"DESK-OLD-{n:02}", name=f"Former local desk {n}", unit=w.entities[n + 3], open=False)
    for desk in w.rows("service_desks")[:5]:
        for kind, value in (("response_time", 12), ("satisfaction", 4)):
            w.add("service_indicators", id=f"SI-{desk['id']}-{kind}", kind=kind, desk=desk["id"], on=day("2023-03-31"),
                  value=value)


def services(w):
    for n in range(1, 133):
        area = AREAS[n % len(AREAS)]
        ict, shared = area == "digital", n % 13 == 0
        w.add("services", id=f"S-{n:03}", name=f"Service {n}, {area}", area=area, ict=ict or None, enterprise=n % 44 == 9 or None,
              metrics=[{"name": "Hours until solved", "target": 8}] if ict else None, benchmark="Gartner" if ict else None,
              last_report=w.between(day("2022-09-01"), day("2023-05-31")) if ict else None,
              desk="DESK" if ict or n % 44 == 9 else None, minimum_standard="Answer within two days", shared=shared or None,
              shared_since=day("2021-01-01") if shared else None, practice="Practice guide" if shared else None,
              pilot={"valid": period(day("2020-01-01"), day("2020-06-30")), "outcome": "Good"} if shared else None)


def in_area(w, area):
    return [s["id"] for s in w.rows("services") if s["area"] == area and not s.get("shared")]


def assign(w, client, provider, area, **more):
    """A provider for a client, designated and consulted about as the report says."""
    return w.add("provider_assignments", id=f"PA-{client}-{area}", client=client, provider=provider, area=area,
                 valid=period(day("2022-01-01")), designated_by=w.operations_head["id"], designated=day("2021-11-30"),
                 consulted=[w.policy_head["id"], w.consulted_for[client]["id"]], proximity="Same hours of work", **more)


def provider_assignments(w):
    w.consulted_for = dict(w.chief, DMSPC=w.executive_officer)
    for u in w.rows("units"):
        client, kind = u["id"], u["kind"]
        if client.startswith("RCO"):
            for area in ("payroll", "finance", "human_resources"):
                assign(w, client, "UNON", area)
            assign(w, client, "GSC", "property")
            for area, provider in (("procurement", "UNOG"), ("travel", "ECLAC"), ("non_staff", "ESCAP")):
                assign(w, client, provider, area)
        elif u.get("mission") == "peace_operation":
            for area in ("payroll", "human_resources", "finance"):
                assign(w, client, "RSCE" if int(client[3:]) % 4 else "KJSO", area)
            assign(w, client, "GSC", "supply_chain")
            assign(w, client, "UNICTF", "digital")
        elif kind == "department" and client != "DOS":
            assign(w, client, "DOS", "administration")
    assign(w, "RCO02", "AGY1", "other", reason="No office of the Secretariat in the country")


def service_agreements(w):
    """One for every client and provider, over the areas that were assigned."""
    pairs = {}
    for p in w.rows("provider_assignments"):
        pairs.setdefault((p["client"], p["provider"]), []).append(p["area"])
    measured = set()
    for n, ((client, provider), areas) in enumerate(pairs.items(), 1):
        mine = [in_area(w, area)[n % 3] for area in areas]
        w.add("service_agreements", id=f"SLA-{n:03}", client=client, provider=provider, services=mine,
              valid=period(day("2022-01-01"), day("2024-12-31")), signed=day("2021-12-10"), template="common",
              cost_recovery="Rate card", applies=["POL-01"])
        measured |= {(provider, s) for s in mine}
    for n, (provider, service) in enumerate(sorted(measured)):
        w.add("service_indicators", id=f"SI-{n:04}", kind="quality", service=service, provider=provider,
              on=w.between(day("2022-09-01"), day("2023-05-31")), value=4)
    for provider in sorted({p for p, _ in measured}):
        w.add("client_surveys", id=f"SV-{provider}", provider=provider, on=day("2023-04-15"), common=True)


def service_requests(w):
    digital = in_area(w, "digital")
    for n in range(1, w.scaled(2000, 100) + 1):
        w.add("service_requests", id=f"SR-{n:05}", service=w.random.choice(digital), channel="service_desk",
              ticket=f"REQ{n:06}", routed_to="OICT", opened=w.between(day("2022-01-01"), TODAY))


def processes(w):
    for n in range(1, 41):
        steps = [{"name": f"Step {k}", "unit": w.random.choice(w.entities)} for k in range(1, 4)]
        w.add("processes", id=f"PR-{n:02}", name=f"Process {n}",
              owner=w.random.choice(w.process_experts)["id"], steps=steps)


def stock_issues(w):
    clients = [u["id"] for u in w.rows("units") if u.get("mission")]
    for n in range(1, w.scaled(150, 15) + 1):
        w.add("stock_issues", id=f"ST-{n:03}", stock=("reserve", "deployment_stock")[n % 2], item="Radio",
              client=w.random.choice(clients), on=w.between(day("2022-01-01"), TODAY), recovery="Journal voucher")


def plant_services(w, pick):
    def ict(field, rule):
        s = pick.take("services", lambda s: s.get("ict") and not s.get("enterprise") and not s.get("shared"))
        del s[field]
        w.breach(rule, s["id"])

    ict("benchmark", "SVC_01")
    for _ in range(2):
        ict("last_report", "SVC_02")
    ict("desk", "SVC_03")
    s = pick.take("services", lambda s: s.get("enterprise") and not s.get("ict"))
    s["desk"] = "DESK-ASIA"
    w.breach("SVC_04", s["id"])
    w.find("service_desks", "DESK-OLD-03")["open"] = True
    w.breach("SVC_05", "DESK-OLD-03")
    del w.find("service_desks", "DESK-EUROPE")["branch_of"]
    w.breach("SVC_06", "un.services")
    for field in ("ticket", "routed_to"):
        r = pick.take("service_requests")
        del r[field]
        w.breach("SVC_07", r["id"])
    w.find("service_indicators", "SI-DESK-AFRICA-satisfaction")["on"] = day("2021-03-31")
    w.breach("SVC_08", "DESK-AFRICA")
    s = pick.take("services", lambda s: s.get("ict"))
    s["metrics"] = [{"name": "Hours until solved"}]
    w.breach("SVC_09", s["id"])
    s = pick.take("services", lambda s: s.get("shared"))
    del s["practice"]
    w.breach("SVC_10", s["id"])
    digital = set(in_area(w, "digital"))
    a = pick.take("service_agreements", lambda a: digital & set(a["services"]))
    del a["applies"]
    w.breach("SVC_11", a["id"])
    p = pick.take("processes")
    del p["owner"]
    w.breach("SVC_12", p["id"])
    p = pick.take("processes")
    p["steps"] = [{"name": f"Step {n}", "unit": u} for n, u in enumerate(w.entities[:5], 1)]
    w.breach("SVC_13", p["id"])
    i = pick.take("stock_issues", lambda i: i["stock"] == "reserve")
    del i["recovery"]
    w.breach("SVC_24", i["id"])
    coordinator = lambda a: a["client"].startswith("RCO") and a["provider"] == "UNON"
    a = pick.take("service_agreements", coordinator)
    del a["cost_recovery"]
    w.breach("SVC_23", a["id"])
    a = pick.take("service_agreements", coordinator)
    a["template"] = "own"
    w.breach("SVC_36", a["id"])


def plant_providers(w, pick):
    def assignment(*areas, test=lambda p: True):
        return pick.take("provider_assignments", lambda p: p["area"] in areas and test(p))

    for _ in range(2):
        p = assignment("travel")
        p["designated_by"] = w.policy_head["id"]
        w.breach("SVC_20", p["id"])
    p = assignment("travel")
    p["consulted"] = [w.policy_head["id"]]
    w.breach("SVC_21", p["id"])
    p = assignment("administration", test=lambda p: p["client"] != "DMSPC")
    a = w.add("approvals", id="ap-provider", title="Reorganisation", authority="budget", by=w.operations_head["id"],
              on=day("2022-10-10"), unit=p["client"])
    w.breach("SVC_22", a["id"])
    p = assignment("finance", test=lambda p: p["client"].startswith("RCO"))
    p["provider"] = "UNOG"
    w.breach("SVC_25", p["id"])
    p = assignment("non_staff")
    p["provider"] = "DOS"
    w.breach("SVC_26", p["id"])
    p = assignment("travel")
    w.add("provider_assignments", **dict(p, id=p["id"] + "-2", provider="ESCWA"))
    w.breach("SVC_27", p["id"])
    p = assignment("supply_chain")
    p["provider"] = "DOS"
    w.breach("SVC_28", p["id"])
    p = assignment("payroll", test=lambda p: p["client"].startswith("MIS"))
    w.sections["provider_assignments"].remove(p)
    w.breach("SVC_29", p["client"])
    p = assignment("administration", test=lambda p: p["client"] not in ("DMSPC", "DESA"))
    w.sections["provider_assignments"].remove(p)
    w.breach("SVC_30", p["client"])
    own = w.add("provider_assignments", id="PA-DESA-OWN", client="DESA", provider="DESA-ADM", area="administration",
                valid=period(day("2022-01-01")))
    shared = {s["area"] for s in w.rows("services") if s.get("shared")}
    w.breach("SVC_31", own["id"])
    if "administration" in shared:
        w.breach("SVC_32", own["id"])
    p = assignment("property")
    del p["proximity"]
    w.breach("SVC_33", p["id"])
    p = w.find("provider_assignments", "PA-RCO02-other")
    del p["reason"]
    w.breach("SVC_34", p["id"])
    a = next(a for a in w.rows("service_agreements") if a["provider"] == "AGY1")
    a["signed"] = day("2022-03-03")
    w.breach("SVC_35", p["id"])
    a = pick.take("service_agreements", lambda a: a["client"].startswith("RCO") and a["provider"] == "ESCAP")
    w.sections["service_indicators"] = [i for i in w.rows("service_indicators") if "provider" not in i
                                        or i["provider"] != "ESCAP" or i["service"] != a["services"][0]]
    for other in w.rows("service_agreements"):
        if other["provider"] == "ESCAP" and other["services"] == a["services"]:
            w.breach("SVC_37", other["id"])
    survey = w.find("client_surveys", "SV-ECLAC")
    survey["common"] = False
    for a in w.rows("service_agreements"):
        if a["provider"] == "ECLAC":
            w.breach("SVC_38", a["id"])


SECTIONS = [desks, services, provider_assignments, service_agreements, service_requests, processes, stock_issues]
PLANTS = [plant_services, plant_providers]
