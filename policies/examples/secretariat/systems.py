"""Standards, initiatives, applications and assets."""
from datetime import timedelta

from world import TODAY, day, period

SIX = ["activities", "resources", "standards", "security", "architecture", "policies"]
FIVE = ["governance", "standards", "policies", "security", "infrastructure"]


def arb(w, before):
    """A decision of the architecture review on the last day of meeting before a day."""
    held = [m for m in w.rows("meetings") if m["committee"] == "ARB" and m["held"] <= before]
    return "dec-" + held[-1]["id"]


def working_units(w):
    return [u["id"] for u in w.rows("units") if not u.get("external")]


# --- Standards ---


def ict_policies(w):
    central = ["payroll", "accounting", "procurement", "identity"]
    local = ["room booking", "library", "conference support"]
    for n, (area, title) in enumerate([
            ("security", "Information security policy"), ("applications", "Guidance on applications"),
            ("standards", "Policy on technical standards"), ("infrastructure", "Policy on infrastructure"),
            ("architecture", "Policy on architecture"), ("governance", "Policy on governance"),
            ("resources", "Policy on ICT resources"), ("activities", "Policy on ICT activities"),
            ("policies", "Policy on policies"), ("infrastructure", "Policy on mobile devices"),
            ("architecture", "Policy on cloud services"), ("standards", "Policy on exceptions")]):
        w.add("ict_policies", id=f"POL-{n + 1:02}", title=title, area=area, issuer="OICT", signed_by=w.cito["id"],
              signed=day("2019-01-15"), valid=period(day("2019-02-01")), directives=[f"Procedure {n + 1}"],
              allocations=[{"function": f, "management": m} for m, fs in (("central", central), ("local", local))
                           for f in fs] if area == "applications" else None)


def technical_standards(w):
    for n in range(1, 61):
        start = w.between(day("2019-03-01"), day("2022-12-01"))
        w.add("technical_standards", id=f"STD-{n:02}", title=f"Standard {n}", subject=f"Subject {n}", issuer="OICT",
              policy=f"POL-{n % 6 + 1:02}", decision=arb(w, start), valid=period(start))
    w.add("technical_standards", id="STD-OLD", title="Withdrawn standard", subject="Facsimile", issuer="OICT",
          policy="POL-03", decision=arb(w, day("2019-03-01")), valid=period(day("2019-03-01"), day("2020-12-31")))


def local_instructions(w):
    for n, unit in enumerate(working_units(w)[:w.scaled(120, 20)]):
        w.add("local_instructions", id=f"LI-{n:03}", title="Local instruction", unit=unit,
              implements=[f"POL-{n % 6 + 1:02}"], under=["sgb_2016_11"], applies=[f"STD-{n % 60 + 1:02}"],
              valid=period(w.between(day("2020-01-01"), day("2023-01-01"))))


def standard_exceptions(w):
    for n in range(40):
        unit = w.entities[n % len(w.entities)]
        start = w.between(day("2022-08-01"), day("2023-05-01"))
        accountable = w.chief[unit] if unit != "OICT" else w.global_operations
        w.add("standard_exceptions", id=f"EX-{n:03}", standard=f"STD-{n + 1:02}", unit=unit, reason="Old equipment",
              accountable=accountable["id"], approved_by=w.cito["id"], approved=start - timedelta(days=10),
              valid=period(start, start + timedelta(days=364)))


def entity_reports(w):
    for e in w.entities:
        for year in (2021, 2022):
            w.add("entity_reports", id=f"ER-{e}-{year}", unit=e, covers=period(day(f"{year}-01-01"), day(f"{year}-12-31")),
                  submitted=w.between(day(f"{year + 1}-02-01"), day(f"{year + 1}-05-31")), sections=SIX)
        w.add("conformity_statements", id=f"CS-{e}", unit=e, on=w.between(day("2022-09-01"), day("2023-05-31")),
              signed_by=w.chief[e]["id"], budget_review=True, in_framework=True)


def region_attestations(w):
    for region, head in w.centre.items():
        for year in (2021, 2022, 2023):
            w.add("region_attestations", id=f"RA-{region}-{year}", region=region, on=day(f"{year}-03-31"), by=head["id"],
                  areas=FIVE)


def plant_standards(w, pick):
    w.find("ict_policies", "POL-09")["signed_by"] = w.chief["OLA-ADM"]["id"]
    w.breach("STD_01", "POL-09")
    del w.find("ict_policies", "POL-10")["directives"]
    w.breach("STD_02", "POL-10")
    guidance = w.find("ict_policies", "POL-02")
    guidance["allocations"] = guidance["allocations"] + [{"function": "library", "management": "local"}]
    w.breach("STD_05", "POL-02")
    w.find("technical_standards", "STD-41")["issuer"] = "DOS"
    w.breach("STD_06", "STD-41")
    for code in ("STD-42", "STD-43"):
        del w.find("technical_standards", code)["decision"]
        w.breach("STD_07", code)
    del w.find("technical_standards", "STD-44")["policy"]
    w.breach("STD_08", "STD-44")
    w.find("technical_standards", "STD-46")["subject"] = "Subject 45"
    w.breach("STD_09", "STD-45")
    w.find("local_instructions", "LI-001")["implements"] = []
    w.breach("STD_11", "LI-001")
    w.find("local_instructions", "LI-002")["applies"] = ["STD-OLD"]
    w.breach("STD_12", "LI-002")
    w.find("local_instructions", "LI-003")["valid"] = period(day("2016-09-01"))
    w.breach("STD_14", "LI-003")
    w.find("local_instructions", "LI-004")["under"] = ["sgb_2010_2"]
    w.breach("STD_15", "LI-004")
    del w.find("standard_exceptions", "EX-005")["accountable"]
    w.breach("STD_20", "EX-005")
    w.find("standard_exceptions", "EX-006")["approved_by"] = w.chief["OLA-ADM"]["id"]
    w.breach("STD_21", "EX-006")
    for code in ("EX-007", "EX-008"):
        x = w.find("standard_exceptions", code)
        x["valid"] = period(x["valid"]["from"])
        w.breach("STD_22", code)
    for code in ("EX-010", "EX-011", "EX-012", "EX-013"):
        w.find("standard_exceptions", code)["standard"] = "STD-60"
    w.breach("STD_23", "STD-60")
    old = dict(w.find("standard_exceptions", "EX-014"), id="EX-OLD")
    w.add("standard_exceptions", **{**old, "approved": day("2020-01-05"),
          "valid": period(day("2020-02-01"), day("2020-12-31"))})
    w.breach("STD_24", "EX-014")
    for e in ("OIOS", "UNON"):
        del w.find("entity_reports", f"ER-{e}-2022")["submitted"]
        w.breach("STD_25", e)
    w.find("entity_reports", "ER-ODA-2021")["sections"] = SIX[:5]
    w.breach("STD_26", "ER-ODA-2021")
    w.find("region_attestations", "RA-ASIA-2023")["areas"] = FIVE[1:]
    w.find("region_attestations", "RA-ASIA-2022")["on"] = day("2022-03-31")
    w.breach("STD_27", "ASIA")
    w.find("region_attestations", "RA-EUROPE-2021")["by"] = w.centre["AFRICA"]["id"]
    w.breach("STD_28", "RA-EUROPE-2021")
    w.find("conformity_statements", "CS-DGC")["budget_review"] = False
    w.breach("STD_29", "DGC")
    w.find("conformity_statements", "CS-OCT")["signed_by"] = w.liaison["OCT"][0]["id"]
    w.breach("STD_30", "CS-OCT")
    w.find("conformity_statements", "CS-DSS")["gaps"] = ["No inventory of mobile devices"]
    w.breach("STD_31", "CS-DSS")


# --- Initiatives ---

STAGES = ["proposal", "feasibility", "acquisition", "build", "testing", "release", "closure"]


def initiatives(w):
    for n in range(w.scaled(400, 40)):
        key = f"INI-{n:03}"
        size = ("small", "small", "medium", "large")[n % 4]
        status = ("proposed", "approved", "under_way", "completed")[n // 4 % 4]
        begun = status in ("under_way", "completed")
        cost = w.random.randint(20, 900) * 1000
        submitted = w.between(day("2020-03-01"), day("2021-06-30"))
        started = submitted + timedelta(days=120)
        completed = started + timedelta(days=300) if status == "completed" else None
        capital = n % 5 == 0
        approval = None
        if status != "proposed":
            by = w.cito if size == "large" else w.chief_of_projects
            approval = w.add("approvals", id=f"ap-{key}", title="ICT initiative", authority="ict_initiatives", by=by["id"],
                             on=submitted + timedelta(days=60), under="D-CITO" if by is w.cito else "D-INITIATIVES")["id"]
        w.add("initiatives", id=key, title=f"Initiative {n}", unit=w.random.choice(w.entities), size=size,
              funding=("regular_budget", "support_account", "extrabudgetary")[n % 3], cost=f"{cost} USD", status=status,
              started=started if begun else None, completed=completed, objective="Modernisation", method="PRINCE2",
              controlled_by="OICT", approval=approval, capital=capital, capital_plan="CP-2021" if capital else None,
              decision="dec-GOV-2020-02" if capital else None, payroll_or_hr=n % 20 == 7,
              sharing_study="Study of shared services" if n % 20 == 7 else None)
        w.add("initiative_reviews", initiative=key, by=w.chief_of_projects["id"], on=submitted - timedelta(days=30),
              outcome="approved", amount=f"{cost} USD")
        w.add("budget_submissions", id=f"BS-{n:03}", initiative=key, on=submitted, amount=f"{cost} USD")
        if size != "small" and begun:
            last = len(STAGES) if completed else 4
            for place, stage in enumerate(STAGES[:last]):
                passed = started + timedelta(days=40 * (place - 2))
                w.add("project_gates", initiative=key, stage=stage, passed=passed, record=f"Minutes of {stage}")
            if completed:
                w.add("benefits", id=f"B-{n:03}", title="Time saved", owner=w.chief["DOS"]["id"], initiative=key,
                      status="measured", measured=completed + timedelta(days=200))


def ict_budgets(w):
    for e in w.entities:
        for year in (2021, 2022):
            w.add("ict_budgets", id=f"IB-{e}-{year}", unit=e, covers=period(day(f"{year}-01-01"), day(f"{year}-12-31")),
                  amount=f"{w.random.randint(100, 9000)}000 USD", conformity="Conforms",
                  reported=w.between(day(f"{year + 1}-01-10"), day(f"{year + 1}-03-25")),
                  charges_others=e == "GSC" or None, cost_recovery="Rate card" if e == "GSC" else None)


def plant_initiatives(w, pick):
    def initiative(test):
        return pick.take("initiatives", test)

    def of(section, i):
        return next(r for r in w.rows(section) if r["initiative"] == i["id"])

    def plain(i):
        return i["size"] == "small" and not i["capital"] and not i["payroll_or_hr"]

    for _ in range(2):
        i = initiative(plain)
        i["exempted"] = "Paid from voluntary contributions"
        w.breach("INI_01", i["id"])
    i = initiative(lambda i: plain(i) and i["status"] == "proposed")
    of("initiative_reviews", i)["on"] = of("budget_submissions", i)["on"] + timedelta(days=20)
    w.breach("INI_02", of("budget_submissions", i)["id"])
    i = initiative(plain)
    of("budget_submissions", i)["amount"] = "950000 USD"
    w.breach("INI_03", of("budget_submissions", i)["id"])
    i = initiative(lambda i: plain(i) and i["status"] == "under_way")
    w.sections["budget_submissions"].remove(of("budget_submissions", i))
    of("initiative_reviews", i)["on"] = i["started"] + timedelta(days=30)
    w.breach("INI_04", i["id"])
    i = initiative(lambda i: plain(i) and i["status"] == "approved")
    approval = w.find("approvals", i["approval"])
    approval["by"] = w.chief["OLA-ADM"]["id"]
    del approval["under"]
    w.breach("INI_05", i["id"])
    i = initiative(lambda i: plain(i) and i["status"] == "under_way")
    w.find("approvals", i["approval"])["on"] = i["started"] + timedelta(days=15)
    w.breach("INI_06", i["id"])
    for _ in range(2):
        i = initiative(plain)
        del i["objective"]
        w.breach("INI_07", i["id"])
    i = initiative(lambda i: i["capital"] and i["status"] == "approved")
    del i["decision"]
    w.breach("INI_08", i["id"])
    i = initiative(lambda i: i["payroll_or_hr"])
    del i["sharing_study"]
    w.breach("INI_09", i["id"])
    i = initiative(lambda i: i["size"] == "large" and i["status"] == "approved")
    del i["method"]
    w.breach("INI_20", i["id"])
    gates = w.rows("project_gates")
    i = initiative(lambda i: i["size"] == "medium" and i["status"] == "under_way")
    gates.remove(next(g for g in gates if g["initiative"] == i["id"] and g["stage"] == "feasibility"))
    w.breach("INI_21", i["id"])
    i = initiative(lambda i: i["size"] == "large" and i["status"] == "under_way")
    late = next(g for g in gates if g["initiative"] == i["id"] and g["stage"] == "acquisition")
    late["passed"] += timedelta(days=100)
    later = next(n for n, g in enumerate(gates) if g["initiative"] == i["id"] and g["stage"] == "build")
    w.breach("INI_22", f"project_gates[{later}]")
    del gates[0]["record"]
    w.breach("INI_23", "project_gates[0]")
    i = initiative(lambda i: i["size"] == "medium" and i["status"] == "completed")
    w.sections["benefits"].remove(of("benefits", i))
    w.breach("INI_24", i["id"])
    b = pick.take("benefits")
    b["status"] = "expected"
    w.breach("INI_25", b["id"])
    i = initiative(lambda i: i["capital"])
    del i["capital_plan"]
    w.breach("INI_32", i["id"])
    del w.find("ict_budgets", "IB-OLA-2021")["conformity"]
    w.breach("INI_30", "IB-OLA-2021")
    for code in ("IB-ECA-2022", "IB-DGC-2022"):
        w.find("ict_budgets", code)["reported"] = day("2023-06-02")
        w.breach("INI_31", code)
    w.find("ict_budgets", "IB-RSCE-2022")["charges_others"] = True
    w.breach("INI_33", "IB-RSCE-2022")


# --- Applications ---


def applications(w):
    """988 in all; nine in ten in use, the ERP among them."""
    w.add("applications", id="ERP", title="Enterprise resource planning", type="commercial", status="active",
          entity="DOS", reach="enterprise", function="accounting", functional_focal=w.chief["DOS-FIN"]["id"],
          technical_focal=w.chief["OICT-ADM"]["id"], hosting="hub", hosting_reason="Existing licences",
          criticality="essential", support="service_desk", supervision="SUP-ERP", hub="OICT-HUB-NYC",
          registration="REG-0000", platform="STD-01", policies=["POL-01"], continuity_plan="BCP-ERP",
          introduced=day("2015-11-01"))
    for n in range(1, 988):
        key = f"APP-{n:04}"
        status = "decommissioned" if n % 20 == 0 else "in_development" if n % 17 == 0 else "active"
        entity = w.entities[n % len(w.entities)]
        enterprise, cloud = n % 25 == 3, n % 3 != 0
        introduced = w.between(day("2012-01-01"), day("2023-03-31")) if status != "in_development" else None
        criticality = "essential" if n % 30 == 4 else "important" if n % 7 == 0 else "ordinary"
        legacy = n % 11 == 5 and status == "active"
        w.add("applications", id=key, title=f"Application {n}",
              type=("custom", "commercial", "open_source")[n % 3], status=status, entity=entity,
              reach="enterprise" if enterprise else "one_entity", function=f"class {n // len(w.entities) + 1}",
              functional_focal=w.chief[entity]["id"], technical_focal=w.liaison[entity][0]["id"],
              hosting="central_cloud" if cloud else "hub", hosting_reason=None if cloud else "Runs beside its data",
              criticality=criticality, support="service_desk", supervision=f"SUP-{n}",
              hub="OICT-HUB-VIE" if enterprise else None, registration=f"REG-{n:04}", platform=f"STD-{n % 40 + 1:02}",
              policies=["POL-01", "POL-02"], continuity_plan=f"BCP-{n}" if criticality == "essential" else None,
              legacy=legacy or None, sunset=w.between(day("2023-09-01"), day("2025-12-31")) if legacy else None,
              introduced=introduced, withdrawn=day("2023-05-31") if status == "decommissioned" else None)
        if introduced and introduced >= day("2016-09-01"):
            w.add("go_lives", id=f"GL-{n:04}", application=key, on=introduced, checklist="Release norm 3",
                  prepared_by=w.liaison[entity][0]["id"], verified_by=w.cito["id"], verified=introduced)
        if cloud and introduced:
            w.add("cloud_authorisations", id=f"CA-{n:04}", application=key, procedure="TP-CLOUD",
                  by=w.global_operations["id"], valid=period(introduced - timedelta(days=30)), governance=True,
                  security=True, risk_assessment=f"RA-{n}", mitigation="Encryption at rest", confidentiality=True)


def websites(w):
    for n in range(1, 201):
        legacy = n % 9 == 0
        w.add("websites", id=f"site{n:03}.example.org", unit=w.random.choice(w.entities), owner=w.cito["id"],
              legacy=legacy or None, consolidation=day("2024-03-31") if legacy else None, tls="v1.2", https_only=True,
              accessible=True)


def data_sources(w):
    for n in range(1, 301):
        w.add("data_sources", id=f"DS-{n:03}", title=f"Source {n}", system=f"APP-{n * 3:04}",
              owner=w.random.choice(w.process_experts)["id"], medium=("disk", "tape", "cloud")[n % 3],
              data_class=("ordinary", "personal")[n % 2], quality_rule="Checked monthly", protection="Access on request")


def mail_domains(w):
    for n in range(1, 41):
        status = ("central", "to_be_migrated", "retired")[n % 3]
        w.add("mail_domains", id=f"mail{n:02}.example.org", unit=w.entities[n % len(w.entities)], status=status,
              mailboxes=0 if status == "retired" else 10 * n, migration=day("2024-06-30") if status == "to_be_migrated" else None,
              spf=True, dkim=True, dmarc="reject", transport_tls=True)


def application_requests(w):
    for n in range(1, 121):
        w.add("application_requests", id=f"AR-{n:03}", title=f"Request {n}", unit=w.random.choice(w.entities),
              examined="dec-ARB-2020-08", began=w.between(day("2020-09-01"), TODAY),
              common_tool="Shared tool" if n % 10 == 0 else None,
              not_reused_for="Another language" if n % 10 == 0 else None)


def plant_applications(w, pick):
    def live(test=lambda a: True):
        return pick.take("applications", lambda a: a["status"] == "active" and a["reach"] == "one_entity"
                         and a["criticality"] == "ordinary" and not a.get("legacy") and test(a))

    def without(rule, field, test=lambda a: True, pool=live):
        a = pool(test)
        del a[field]
        w.breach(rule, a["id"])

    for _ in range(3):
        without("APP_01", "supervision")
    r = pick.take("application_requests")
    r["began"] = day("2020-03-03")
    w.breach("APP_02", r["id"])
    r = pick.take("application_requests", lambda r: "common_tool" in r)
    del r["not_reused_for"]
    w.breach("APP_03", r["id"])
    for _ in range(2):
        g = pick.take("go_lives")
        g["verified_by"] = g["prepared_by"]
        w.breach("APP_04", g["id"])
    a = live(lambda a: a["introduced"] >= day("2017-01-01"))
    w.sections["go_lives"] = [g for g in w.rows("go_lives") if g["application"] != a["id"]]
    w.breach("APP_05", a["id"])
    a = live()
    a["platform"] = "STD-OLD"
    w.breach("APP_06", a["id"])
    enterprise = lambda test: pick.take("applications", lambda a: a["reach"] == "enterprise" and a["status"] == "active"
                                        and a["id"] != "ERP" and test(a))
    without("APP_07", "hub", pool=enterprise)
    without("APP_08", "policies", pool=enterprise)
    for _ in range(2):
        a = live()
        a["support"] = "developer"
        w.breach("APP_09", a["id"])
    without("APP_10", "continuity_plan", pool=lambda test: pick.take(
        "applications", lambda a: a["criticality"] == "essential" and a["status"] == "active"))
    without("APP_11", "functional_focal")
    without("APP_11", "function")
    a = live()
    a.update(function="payroll", managed="local")
    w.breach("APP_12", a["id"])
    without("APP_13", "registration")
    a = live()
    b = next(b for b in w.rows("applications") if b["entity"] == a["entity"] and b["status"] == "active" and b is not a
             and "function" in b)
    a["function"] = b["function"]
    w.breach("APP_14", a["id"])
    w.breach("APP_14", b["id"])
    a = pick.take("applications", lambda a: a.get("legacy"))
    a["sunset"] = day("2022-12-31")
    w.breach("APP_16", a["id"])
    site = pick.take("websites", lambda s: s.get("legacy"))
    del site["consolidation"]
    w.breach("APP_17", site["id"])
    a = live()
    a["purpose"] = "fundraising"
    w.breach("APP_18", a["id"])
    gone = pick.take("applications", lambda a: a["status"] == "decommissioned")
    w.add("accounts", id="a-forgotten", person=w.cito["id"],
          system=gone["id"], last_used=TODAY, strong_authentication=True)
    w.breach("APP_19", gone["id"])
    gone = pick.take("applications", lambda a: a["status"] == "decommissioned")
    del gone["withdrawn"]
    w.breach("APP_20", gone["id"])
    cloud = lambda a: a["hosting"] == "central_cloud"
    a = live(lambda a: not cloud(a))
    a["hosting"] = "on_premises"
    w.breach("CLD_01", a["id"])
    a = live(cloud)
    w.sections["cloud_authorisations"] = [c for c in w.rows("cloud_authorisations") if c["application"] != a["id"]]
    w.breach("CLD_02", a["id"])
    c = pick.take("cloud_authorisations")
    c["by"] = w.chief["OLA"]["id"]
    w.breach("CLD_03", c["id"])
    for field in ("risk_assessment", "mitigation"):
        c = pick.take("cloud_authorisations")
        del c[field]
        w.breach("CLD_04", c["id"])
    without("CLD_05", "hosting_reason", lambda a: not cloud(a) and a["introduced"] >= day("2019-01-01"))
    domain = pick.take("mail_domains", lambda d: d["status"] == "retired")
    domain["mailboxes"] = 12
    w.breach("APP_30", domain["id"])
    domain = pick.take("mail_domains", lambda d: d["status"] == "to_be_migrated")
    domain["migration"] = day("2022-06-30")
    w.breach("APP_31", domain["id"])
    s = pick.take("data_sources")
    s["out_of_scope"] = "Paper only"
    w.breach("APP_40", s["id"])
    s = pick.take("data_sources")
    del s["quality_rule"]
    w.breach("APP_41", s["id"])


# --- Assets ---

KINDS = ["laptop"] * 10 + ["desktop"] * 4 + ["printer", "server", "storage", "network_device", "videoconference",
                                            "software", "broadcast", "surveillance", "furniture"]


def data_centres(w):
    for n, unit in enumerate(["OICT", "GSC", "UNOG", "UNON", "ESCAP", "ECA"]):
        w.add("data_centres", id=f"DC-{n + 1}", name=f"Data centre {n + 1}", kind="data_centre", unit=unit,
              opened=day("2020-01-01"), architecture="dec-ARB-2019-08")


def networks(w):
    for n in range(1, 61):
        kind = ("wide_area", "local_area", "wireless")[n % 3]
        w.add("networks", id=f"NET-{n:02}", name=f"Network {n}", kind=kind, unit=w.entities[n % len(w.entities)],
              architecture="dec-ARB-2019-08", standard="STD-12" if kind == "wireless" else None)


def assets(w):
    old = []
    for n in range(1, w.scaled(6000, 400) + 1):
        kind = KINDS[n % len(KINDS)]
        unit = w.entities[n % len(w.entities)]
        security = kind in ("broadcast", "surveillance")
        replace = n % 25 == 0 and kind in ("laptop", "desktop")
        since = day("2017-03-01") if replace else w.between(day("2020-01-01"), day("2023-05-31"))
        w.add("assets", id=f"AS-{n:05}", kind=kind, ict=kind != "furniture", owner=w.chief[unit]["id"], title=f"{kind} {n}",
              tenure="licensed" if kind == "software" else "owned", unit=unit, model=f"M-{kind}-{n % 4}", since=since,
              centre="DC-1" if kind in ("server", "storage") else None, standard="STD-20" if security else None,
              security_reviewed=day("2022-10-10") if security else None)
        if replace:
            old.append(f"AS-{n:05}")
    w.add("replacement_plans", id="RP-2023", assets=old, by=day("2023-12-31"), approved=day("2023-01-20"))


def disposals(w):
    for n in range(1, w.scaled(200, 20) + 1):
        unit = w.entities[n % len(w.entities)]
        on = w.between(day("2022-01-01"), day("2023-05-31"))
        asset = w.add("assets", id=f"GONE-{n:03}", kind="laptop", title=f"laptop {n}", owner=w.chief[unit]["id"],
                      tenure="owned", unit=unit, status="disposed", model="M-laptop-0", since=day("2016-01-01"))
        if n % 5 == 0:
            w.add("write_offs", id=f"WO-{n:03}", asset=asset["id"], on=on, reason="Lost",
                  approved_by=w.property_chief[unit]["id"])
        else:
            w.add("disposals", id=f"DI-{n:03}", asset=asset["id"], on=on, way="donation", directive="AD-7",
                  approved_by=w.property_chief[unit]["id"], approved=on - timedelta(days=20), erased=on)


def inventory_counts(w):
    for e in w.entities:
        w.add("inventory_counts", id=f"IC-{e}", unit=e, on=w.between(day("2022-09-01"), day("2023-05-31")),
              counted_by=w.liaison[e][0]["id"], listed=100, found=100)


def mobile_devices(w):
    for n, p in enumerate(w.workers[:w.scaled(800, 50)]):
        w.add("mobile_devices", id=f"MD-{n:04}", person=p["id"], enrolled=True)


def plant_assets(w, pick):
    def asset(*kinds):
        return pick.take("assets", lambda a: a["kind"] in kinds and a.get("status") is None
                         and a["since"] > day("2019-12-31") and a["id"].startswith("AS-"))

    a = asset("laptop")
    del a["tenure"]
    w.breach("AST_01", a["id"])
    a = asset("network_device")
    a["ict"] = False
    w.breach("AST_02", a["id"])
    for _ in range(2):
        a = asset("desktop")
        del a["owner"]
        w.breach("AST_03", a["id"])
    a = asset("surveillance")
    del a["security_reviewed"]
    w.breach("AST_04", a["id"])
    w.find("inventory_counts", "IC-UNOV")["on"] = day("2021-11-11")
    w.breach("AST_05", "UNOV")
    w.find("inventory_counts", "IC-ECE")["counted_by"] = w.chief["ECE"]["id"]
    w.breach("AST_07", "IC-ECE")
    del w.find("data_centres", "DC-4")["architecture"]
    w.breach("AST_10", "DC-4")
    del w.find("networks", "NET-04")["architecture"]
    w.breach("AST_11", "NET-04")
    a = asset("server")
    del a["centre"]
    w.breach("AST_12", a["id"])
    for _ in range(2):
        m = pick.take("mobile_devices")
        m["enrolled"] = False
        w.breach("AST_14", m["id"])
    w.find("networks", "NET-05")["standard"] = "STD-OLD"
    w.breach("AST_15", "NET-05")
    a = asset("printer")
    del a["since"]
    w.breach("AST_20", a["id"])
    for _ in range(2):
        a = asset("laptop")
        a["since"] = day("2018-02-02")
        w.breach("AST_21", a["id"])
    a = asset("laptop")
    w.add("replacement_plans", id="RP-2021", assets=[a["id"]], by=day("2021-12-31"), approved=day("2021-02-01"))
    w.breach("AST_22", "RP-2021")
    d = pick.take("disposals")
    del d["directive"]
    w.breach("AST_23", d["id"])
    d = pick.take("disposals")
    w.find("assets", d["asset"])["owner"] = d["approved_by"]
    w.breach("AST_24", d["id"])
    d = pick.take("disposals")
    del d["erased"]
    w.breach("AST_25", d["id"])
    a = asset("laptop")
    a["status"] = "disposed"
    w.breach("AST_26", a["id"])
    d = pick.take("disposals")
    w.find("assets", d["asset"])["status"] = "in_store"
    w.breach("AST_27", d["id"])
    o = pick.take("write_offs")
    o["approved_by"] = w.liaison["OLA"][0]["id"]
    w.breach("AST_29", o["id"])


SECTIONS = [ict_policies, technical_standards, local_instructions, standard_exceptions, entity_reports,
            region_attestations, initiatives, ict_budgets, applications, websites, data_sources, mail_domains,
            application_requests, data_centres, networks, assets, disposals, inventory_counts, mobile_devices]
PLANTS = [plant_standards, plant_initiatives, plant_applications, plant_assets]
