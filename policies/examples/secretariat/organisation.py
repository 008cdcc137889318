"""Places, units, posts and people, committees and authority."""
from datetime import date

from world import TODAY, day, period

# --- Places and units ---

DEPARTMENTS = [
    ("DMSPC", "Department of Management Strategy, Policy and Compliance"), ("DOS", "Department of Operational Support"),
    ("OICT", "Office of Information and Communications Technology"),
    ("DGACM", "Department for General Assembly and Conference Management"), ("DPO", "Department of Peace Operations"),
    ("DPPA", "Department of Political and Peacebuilding Affairs"),
    ("DESA", "Department of Economic and Social Affairs"), ("DGC", "Department of Global Communications"),
    ("DSS", "Department of Safety and Security"), ("OLA", "Office of Legal Affairs"),
    ("OIOS", "Office of Internal Oversight Services"), ("OCHA", "Office for the Coordination of Humanitarian Affairs"),
    ("ODA", "Office for Disarmament Affairs"), ("OCT", "Office of Counter-Terrorism"),
]
ELSEWHERE = [
    ("UNOG", "Office at Geneva", "office_away", "GVA", "EUROPE"),
    ("UNOV", "Office at Vienna", "office_away", "VIE", "EUROPE"),
    ("UNON", "Office at Nairobi", "office_away", "NBO", "AFRICA"),
    ("ECA", "Economic Commission for Africa", "regional_commission", "ADD", "AFRICA"),
    ("ECE", "Economic Commission for Europe", "regional_commission", "GVA", "EUROPE"),
    ("ECLAC", "Economic Commission for Latin America and the Caribbean", "regional_commission", "SCL", "AMERICAS"),
    ("ESCAP", "Economic and Social Commission for Asia and the Pacific", "regional_commission", "BKK", "ASIA"),
    ("ESCWA", "Economic and Social Commission for Western Asia", "regional_commission", "BEY", "ASIA"),
    ("GSC", "Global Service Centre", "service_centre", "BDS", "EUROPE"),
    ("UNICTF", "Technology facility", "service_centre", "VLC", "EUROPE"),
    ("RSCE", "Regional Service Centre", "service_centre", "EBB", "AFRICA"),
    ("KJSO", "Joint Support Office", "service_centre", "KWI", "ASIA"),
]
LOCATIONS = [
    ("NYC", "New York", "AMERICAS"), ("GVA", "Geneva", "EUROPE"), ("VIE", "Vienna", "EUROPE"),
    ("NBO", "Nairobi", "AFRICA"), ("ADD", "Addis Ababa", "AFRICA"), ("SCL", "Santiago", "AMERICAS"),
    ("BKK", "Bangkok", "ASIA"), ("BEY", "Beirut", "ASIA"), ("BDS", "Brindisi", "EUROPE"), ("VLC", "Valencia", "EUROPE"),
    ("EBB", "Entebbe", "AFRICA"), ("KWI", "Kuwait City", "ASIA"),
]
REGIONS = ["AMERICAS", "EUROPE", "AFRICA", "ASIA"]
OWN_HEADS = {"DMSPC": "usg_policy", "DOS": "usg_operations", "OICT": "chief_information_officer"}


def places(w):
    for region in REGIONS:
        w.add("regions", id=region, name=region.capitalize())
    for code, name, region in LOCATIONS:
        w.add("locations", id=code, name=name, region=region)


def units(w):
    """Entities first, then their divisions and sections, about 235 in all."""
    for code, name in DEPARTMENTS:
        w.add("units", id=code, name=name, kind="department" if code[0] == "D" else "office", location="NYC",
              region="AMERICAS", full_delegation=code not in OWN_HEADS)
    for code, name, kind, location, region in ELSEWHERE:
        w.add("units", id=code, name=name, kind=kind, location=location, region=region, full_delegation=True)
    for n in range(1, w.scaled(22, 4) + 1):
        kind, title = (("peace_operation", "Peace operation"),
                       ("special_political", "Special political mission"))[n % 2]
        w.add("units", id=f"MIS{n:02}", name=f"{title} {n:02}", kind="mission", region=REGIONS[n % 4],
              full_delegation=True, mission=kind, directed_by="DPO" if n % 2 == 0 else "DPPA")
    for n in range(1, w.scaled(12, 6) + 1):
        w.add("units", id=f"RCO{n:02}", name=f"Resident coordinator office {n:02}", kind="resident_coordinator_office",
              region=REGIONS[n % 4], staff=4, full_delegation=True)
    for n in (1, 2):
        w.add("units", id=f"AGY{n}", name=f"Agency {n}", kind="agency", external=True)
    w.entities = [u["id"] for u in w.rows("units") if not u.get("external")]
    w.entity_of = {u: u for u in w.entities}
    for region in REGIONS:
        below(w, f"OICT-{region[:3]}", f"Regional technology centre, {region.capitalize()}", "technology_centre", "OICT",
              region=region)
    for city in ("NYC", "VIE", "BKK"):
        below(w, f"OICT-HUB-{city}", f"Application hub {city}", "application_hub", "OICT", location=city)
    for e in w.entities:
        if e.startswith("RCO"):
            continue
        below(w, f"{e}-ADM", f"{e}, administration", "division", e)
        if e != "OICT":
            below(w, f"{e}-ICT", f"{e}, ICT unit", "ict_unit", f"{e}-ADM", region=w.find("units", e)["region"])
        if not e.startswith("MIS"):
            below(w, f"{e}-FIN", f"{e}, finance section", "section", f"{e}-ADM")
    n = 0
    while len(w.rows("units")) < w.scaled(235, 60):
        e = w.entities[n % len(w.entities)]
        n += 1
        if not e.startswith(("RCO", "MIS")):
            below(w, f"{e}-S{n:03}", f"{e}, section {n}", "section", e)


def below(w, code, name, kind, parent, **more):
    w.entity_of[code] = w.entity_of[parent]
    return w.add("units", id=code, name=name, kind=kind, parent=parent, **more)


# --- Posts and people ---

# Functions in the enterprise systems: the title of the function, the duties, the share of the people.
FAMILIES = {
    "SUPPLIERS": ("Supplier data assistant", ["bp.vendor.create", "bp.vendor.change", "bp.vendor.unblock"], 1),
    "BANK_ENTRY": ("Bank data assistant", ["bp.bank.create", "bp.bank.change"], 1),
    "BANK_APPROVAL": ("Bank data officer", ["bp.bank.approve"], 1),
    "REQUISITIONS": ("Requisitioner", ["sc.req.create", "sc.req.change"], 8),
    "CERTIFYING": ("Certifying officer", ["sc.req.release", "fm.commit.certify"], 4),
    "BIDS": ("Procurement assistant", ["sc.rfx.create", "sc.rfx.open_bids", "sc.rfx.evaluate"], 2),
    "CONTRACTS": ("Contracts officer", ["sc.contract.create", "sc.contract.change"], 1),
    "AWARDS": ("Awards officer", ["sc.award.approve"], 1),
    "BUYERS": ("Buyer", ["sc.po.create", "sc.po.change"], 3),
    "ORDERS": ("Procurement officer", ["sc.po.release"], 2),
    "RECEIPTS": ("Receiving assistant", ["rd.gr.post", "rd.ses.accept", "rd.gr.reverse"], 4),
    "INSPECTIONS": ("Inspection officer", ["rd.inspect.approve"], 1),
    "INVOICES": ("Payables assistant", ["ap.invoice.park", "ap.invoice.post"], 3),
    "INVOICE_APPROVAL": ("Approving officer", ["ap.invoice.approve", "ap.invoice.unblock"], 2),
    "PAYMENTS": ("Payments officer", ["ap.payment.propose", "ap.payment.run", "ap.payment.manual"], 1),
    "BANK_SIGNING": ("Bank signatory", ["tr.payment.release"], 1),
    "RECONCILIATION": ("Bank reconciliation assistant", ["tr.bank.reconcile", "tr.statement.load"], 1),
    "HOUSE_BANKS": ("Bank accounts officer", ["tr.housebank.maintain"], 1),
    "DEALS": ("Treasury dealer", ["tr.deal.create"], 1),
    "SETTLEMENT": ("Settlement officer", ["tr.deal.confirm", "tr.deal.settle"], 1),
    "JOURNALS": ("Accounting assistant", ["gl.journal.post"], 3),
    "JOURNAL_APPROVAL": ("Accountant", ["gl.journal.approve"], 2),
    "LEDGER": ("Ledger officer", ["gl.account.maintain", "gl.period.open"], 1),
    "BUDGETS": ("Budget assistant", ["fm.budget.enter"], 2),
    "BUDGET_RELEASE": ("Budget officer", ["fm.budget.approve"], 1),
    "STAFF_DATA": ("Human resources assistant", ["hr.master.change", "hr.bank.change", "hr.entitlement.enter"], 4),
    "POSITIONS": ("Posts management assistant", ["om.position.maintain"], 1),
    "STAFF_ACTIONS": ("Human resources officer", ["hr.action.approve"], 2),
    "WORKING_TIME": ("Time administrator", ["time.enter", "time.approve"], 4),
    "PAYROLL": ("Payroll officer", ["py.run", "py.post", "py.release"], 1),
    "INSURANCE": ("Insurance assistant", ["in.policy.maintain", "in.claim.settle"], 1),
    "TRAVEL": ("Travel assistant", ["tv.request.create", "tv.claim.create"], 5),
    "TRAVEL_APPROVAL": ("Travel officer", ["tv.approve", "tv.claim.settle"], 2),
    "ASSET_RECORDS": ("Asset records assistant", ["aa.asset.create", "aa.asset.retire"], 2),
    "ASSET_COUNTS": ("Stock assistant", ["aa.count.enter", "aa.adjust.approve"], 2),
    "WRITE_OFFS": ("Property officer", ["aa.writeoff.approve"], 1),
    "USERS": ("User administrator", ["sec.user.create"], 1),
    "TRANSPORTS": ("Release administrator", ["ops.transport.release", "ops.transport.import"], 1),
    "LOGS": ("Log officer", ["ops.auditlog.configure", "ops.job.admin"], 1),
    "ACCESS_RULES": ("Access rules officer", ["grc.rule.change", "grc.mitigation.assign"], 1),
    "DATABASES": ("Database administrator", ["db.schema.change"], 1),
    "PROGRAMMES": ("Programme officer", [], 30),
    "OTHER": ("Programme assistant", [], 30),
}
PROCESSING = {"INVOICES", "INVOICE_APPROVAL", "PAYMENTS", "PAYROLL", "INSURANCE"}
PRIVILEGED = {"USERS", "TRANSPORTS", "LOGS", "DATABASES"}
PERSONAL = {"STAFF_DATA", "PAYROLL", "INSURANCE"}
COURSES = {"DATABASES": "C-DBA", "USERS": "C-PRIV", "TRANSPORTS": "C-PRIV", "LOGS": "C-PRIV", "BIDS": "C-PROC",
           "ORDERS": "C-PROC"}


def courses(w):
    for code, title, kind in [
            ("C-SEC", "Information security awareness", "security_awareness"),
            ("C-MGR", "Use of ICT for managers", "ict_for_managers"),
            ("C-DBA", "Database administration", "database_administration"),
            ("C-PRIV", "Privileged access", "privileged_access"), ("C-PROC", "Fundamentals of procurement", "role")]:
        w.add("courses", id=code, title=title, kind=kind)


def employ(w, unit, title, family="OTHER", function=None, grade="P3", manager=False, reports_to=(), funded_by=None,
           kind="staff"):
    """A post and whoever holds it."""
    n = len(w.rows("people")) + 1
    post = w.add("posts", id=f"p{n:05}", title=f"{title}, {unit}", unit=unit, function=function, grade=grade,
                 reports_to=list(reports_to) or None, funded_by=funded_by, manager=manager or None)
    end = day("2023-12-31") if kind != "staff" else None
    row = w.add("people", id=f"u{n:05}", name=f"{title}, {unit}", kind=kind, unit=unit, post=post["id"],
                contract=period(day("2020-01-01"), end) if end else None)
    w.family[row["id"]] = family
    w.staff.setdefault(unit, []).append(row)
    return row


def people(w):
    """Heads, chiefs of units and officers that norms speak of come first, then everyone else."""
    w.family, w.staff, w.chief = {}, {}, {}
    sg = employ(w, "DMSPC", "Under-Secretary-General", function="usg_policy", grade="USG", manager=True)
    ops = employ(w, "DOS", "Under-Secretary-General", function="usg_operations", grade="USG", manager=True)
    cito = employ(w, "OICT", "Chief Information Technology Officer", function="chief_information_officer", grade="ASG",
                  manager=True, reports_to=[sg["post"], ops["post"]])
    w.chief.update(DMSPC=sg, DOS=ops, OICT=cito)
    w.policy_head, w.operations_head, w.cito = sg, ops, cito
    employ(w, "DOS-ADM", "Director of the enterprise resource planning division", function="head_of_enterprise_system",
           grade="D2", reports_to=[sg["post"], ops["post"]])
    w.executive_officer = employ(w, "DMSPC", "Executive officer", function="head_of_entity", grade="D1")
    line = [cito["post"]]
    w.chief_of_projects = employ(w, "OICT", "Chief of projects",
                                 function="chief_of_projects", grade="D1", reports_to=line)
    w.global_operations = employ(w, "OICT", "Director of global operations", function="director_of_global_operations",
                                 grade="D2", reports_to=line)
    employ(w, "OICT", "Director of services", function="director_of_services", grade="D2", reports_to=line)
    employ(w, "OICT", "Chief of coordination", function="chief_of_coordination", grade="P5", reports_to=line)
    w.process_experts = [employ(w, "DOS-ADM", f"Process expert {n}", function="process_expert", grade="P4")
                         for n in range(1, 6)]
    centre = {}
    for u in w.rows("units"):
        code, kind = u["id"], u["kind"]
        if code in w.chief or u.get("external"):
            continue
        if kind == "technology_centre":
            head = employ(w, code, "Head of regional technology centre", function="head_of_technology_centre",
                          grade="P5", manager=True, reports_to=[w.global_operations["post"]])
            centre[u["region"]] = head
        elif kind == "application_hub":
            head = employ(w, code, "Head of application hub", function="head_of_application_hub", grade="P5",
                          manager=True, reports_to=line)
        elif u.get("parent") is None:
            high = kind in ("department", "regional_commission", "office_away")
            head = employ(w, code, "Head of entity", function="head_of_entity",
                          grade="USG" if high else "D2", manager=True)
        elif kind == "ict_unit":
            lines = [w.chief[u["parent"]]["post"]]
            if not code.startswith("MIS"):
                lines.append(centre[u["region"]]["post"])
            head = employ(w, code, "Head of ICT unit", function="head_of_ict_unit", grade="P4", manager=True,
                          reports_to=lines)
        elif code.endswith("-ADM"):
            head = employ(w, code, "Director of administration", function="director_of_administration", grade="D1",
                          manager=True, reports_to=[w.chief[u["parent"]]["post"]])
        else:
            head = employ(w, code, "Section chief", function="section_chief", grade="P5", manager=True,
                          reports_to=[w.chief[u["parent"]]["post"]])
        w.chief[code] = head
    w.centre = centre
    w.liaison = {e: [employ(w, e, f"Security liaison officer {n}", function="security_officer") for n in (1, 2)]
                 for e in w.entities}
    w.buyer_in_chief = {e: employ(w, e, "Head of procurement", function="other") for e in w.entities}
    w.procurement_officer = {e: employ(w, e, "Procurement officer", function="other") for e in w.entities}
    w.property_chief = {e: employ(w, e, "Chief of property management", function="other") for e in w.entities}
    crowd(w)


def crowd(w):
    places_of_work = [u["id"] for u in w.rows("units") if not u.get("external")]
    names, weights = list(FAMILIES), [f[2] for f in FAMILIES.values()]
    kinds = ["staff"] * 17 + ["contractor", "consultant", "volunteer"]
    needed = [f for f, (_, permissions, _) in FAMILIES.items() if permissions for _ in range(3)]
    administrators = {}
    while len(w.rows("people")) < w.size:
        unit = w.random.choice(places_of_work)
        family = needed.pop() if needed else w.random.choices(names, weights)[0]
        entity = w.entity_of[unit]
        if entity == "DMSPC" and family in PROCESSING:
            continue
        if family == "USERS":
            administrators[entity] = administrators.get(entity, 0) + 1
            if administrators[entity] > 3:
                family = "OTHER"
        grade = w.random.choice(["GS", "GS", "FS", "P2", "P3", "P4"])
        employ(w, unit, FAMILIES[family][0], family, grade=grade, kind=w.random.choice(kinds))
    workers = [p for p in w.rows("people") if w.family[p["id"]] in FAMILIES and not post_of(w, p).get("function")]
    for p in w.random.sample(workers, w.scaled(100, 4)):
        p["moved"] = w.between(day("2022-01-01"), day("2023-03-31"))
    w.workers = workers


def post_of(w, p):
    return w.find("posts", p["post"])


def trainings(w):
    for p in w.rows("people"):
        w.add("trainings", person=p["id"], course="C-SEC", completed=w.between(day("2020-09-01"), day("2023-06-01")))
        if post_of(w, p).get("manager"):
            w.add("trainings", person=p["id"], course="C-MGR",
                  completed=w.between(day("2015-01-01"), day("2023-06-01")))
        course = COURSES.get(w.family[p["id"]])
        if course:
            w.add("trainings", person=p["id"], course=course, completed=w.between(day("2018-01-01"), day("2020-12-31")))


def compacts(w):
    for p in w.rows("people"):
        if post_of(w, p).get("grade") in ("ASG", "USG"):
            w.add("compacts", id=f"c-{p['id']}", person=p["id"], valid=period(day("2023-01-01"), day("2023-12-31")),
                  measures=["delivery", "security", "budget"])


# --- Committees and authority ---


def committees(w):
    head, ops, cito = w.policy_head["post"], w.operations_head["post"], w.cito["post"]
    always = {"post": cito, "ex_officio": True, "permanent": True}
    for code, name, kind, chairs, more in [
            ("EXEC", "ICT Executive Committee", "ict_executive_committee", [head], {"members": [always]}),
            ("BOARD", "ICT Board", "ict_board", [cito], {}),
            ("GOV", "ICT governance mechanism", "governance_mechanism", [head, ops],
             {"supported_by": ["OICT"], "after_rollout": True}),
            ("MGT", "Management Committee", "management_committee", [head], {}),
            ("POL", "ICT Policy Committee", "ict_policy_committee", [cito], {}),
            ("ARB", "Architecture review board", "architecture_review", [cito], {}),
            ("HCC", "Headquarters committee on contracts", "contracts_committee", [ops], {}),
            ("SURVEY", "Property survey board", "survey_board", [ops], {})]:
        w.add("committees", id=code, name=name, kind=kind, chairs=chairs, **more)


def meetings(w):
    chairs = {"EXEC": w.policy_head, "BOARD": w.cito, "GOV": w.policy_head, "MGT": w.policy_head, "ARB": w.cito}
    for committee, chair in chairs.items():
        for year in range(2019, 2024):
            for month in (2, 5, 8, 11):
                held = date(year, month, 15)
                if held <= TODAY:
                    meeting = w.add("meetings", id=f"{committee}-{year}-{month:02}", committee=committee, held=held,
                                    chair=chair["id"],
                                    topics=["service_delivery"] if committee == "MGT" else ["portfolio"])
                    w.add("decisions", id=f"dec-{meeting['id']}", meeting=meeting["id"],
                          title="Minutes and conclusions", outcome="approved")


def delegations(w):
    start, end = day("2019-01-01"), day("2026-12-31")

    def give(code, holder, scope, source=None, measured=day("2023-03-31"), **more):
        return w.add("delegations", id=code, holder=holder["id"], given=more.pop("given", start), scope=scope,
                     given_by=w.find("delegations", source)["holder"] if source else None, source=source,
                     valid=more.pop("valid", period(start, end)),
                     indicators=[{"name": "Decisions in time", "measured": measured}], **more)

    give("D-POLICY", w.policy_head, ["everything"])
    give("D-OPERATIONS", w.operations_head, ["everything"])
    give("D-CITO", w.cito, ["ict_security", "ict_policy", "ict_initiatives", "ict_operations"])
    give("D-SECURITY", w.chief_of_projects, ["ict_security"], "D-CITO")
    give("D-INITIATIVES", w.chief_of_projects, ["ict_initiatives"], "D-CITO", limit="1000000 USD")
    give("D-GLOBAL", w.global_operations, ["ict_operations"], "D-CITO")
    for e in w.entities:
        source = "D-OPERATIONS"
        if w.find("units", e)["full_delegation"]:
            source = f"D-{e}"
            give(source, w.chief[e], ["everything"], units=[e])
        give(f"D-{e}-BUY", w.buyer_in_chief[e], ["procurement", "certifying", "approving"], source, units=[e],
             limit="20000000 USD", given=day("2019-02-01"), valid=period(day("2019-02-01"), end))
        give(f"D-{e}-PROP", w.property_chief[e], ["property"], source, units=[e],
             given=day("2019-02-01"), valid=period(day("2019-02-01"), end))


def approvals(w):
    for n in range(w.scaled(300, 12)):
        on = w.between(day("2020-01-01"), TODAY)
        if n % 3 == 0:
            w.add("approvals", id=f"ap{n:04}", title="Operational change", authority="ict_operations",
                  by=w.global_operations["id"], on=on, under="D-GLOBAL")
        elif n % 3 == 1:
            region = w.random.choice(REGIONS)
            unit = w.random.choice([u["id"] for u in w.rows("units") if u.get("region") == region])
            w.add("approvals", id=f"ap{n:04}", title="Regional service", authority="regional_ict",
                  by=w.centre[region]["id"], on=on, unit=unit)
        else:
            e = w.random.choice(w.entities)
            w.add("approvals", id=f"ap{n:04}", title="Award of a contract", authority="procurement", unit=e, on=on,
                  by=w.buyer_in_chief[e]["id"], amount=f"{w.random.randint(10, 900)}000 USD", under=f"D-{e}-BUY")


def self_assessments(w):
    for u in w.rows("units"):
        if u.get("full_delegation"):
            w.add("governance_self_assessments", id=f"sa-{u['id']}", unit=u["id"],
                  on=w.between(day("2021-09-01"), day("2023-05-31")))


# --- Breaches ---


def plant_organisation(w, pick):
    compact = w.rows("compacts")[3]
    compact["measures"] = ["delivery"]
    w.breach("MGR_01", compact["id"])
    gone = w.rows("compacts").pop(5)
    w.breach("MGR_02", gone["person"])
    for u in ("OLA-ADM", "ECA-ADM"):
        head = w.chief[u]["id"]
        w.sections["trainings"] = [t for t in w.rows("trainings") if not (
            t["person"] == head and t["course"] == "C-MGR")]
        w.breach("MGR_03", head)
    w.find("committees", "EXEC")["members"][0]["permanent"] = False
    w.breach("COM_01", "EXEC")
    w.find("meetings", "BOARD-2021-05")["chair"] = w.chief["OLA-ADM"]["id"]
    w.breach("COM_02", "BOARD-2021-05")
    w.find("committees", "GOV")["supported_by"] = ["DOS"]
    w.breach("COM_03", "GOV")
    w.find("committees", "GOV")["after_rollout"] = False
    w.breach("COM_04", "un.organisation")
    w.find("meetings", "MGT-2023-02")["topics"] = w.find("meetings", "MGT-2023-05")["topics"] = ["other"]
    w.breach("COM_05", "un.organisation")
    for code in ("sa-OCHA", "sa-UNOV"):
        w.find("governance_self_assessments", code)["on"] = day("2020-02-03")
        w.breach("COM_06", code[3:])
    w.find("delegations", "D-ECE-PROP")["valid"] = period(day("2019-02-01"), day("2027-12-31"))
    w.breach("DEL_01", "D-ECE-PROP")
    w.find("delegations", "D-ECA-PROP")["given_by"] = w.chief["ECE"]["id"]
    w.breach("DEL_02", "D-ECA-PROP")
    left = pick.clerk()
    left["status"] = "separated"
    w.find("accounts", f"a-{left['id']}")["status"] = "closed"
    close_grants(w, left)
    extra_delegation(w, "D-LEFT", left, w.operations_head)
    w.breach("DEL_03", "D-LEFT")
    himself = extra_delegation(w, "D-SELF", w.operations_head, w.operations_head)
    himself["source"] = "D-OPERATIONS"
    w.breach("DEL_04", "D-SELF")
    for code in ("D-DESA-PROP", "D-DSS-PROP"):
        w.find("delegations", code)["indicators"] = []
        w.breach("DEL_05", code)
    for code in ("D-DGC-BUY", "D-OCT-BUY"):
        w.find("delegations", code)["indicators"][0]["measured"] = day("2021-03-31")
        w.breach("DEL_06", code)
    second = extra_delegation(w, "D-ODA-TWICE", w.chief["ODA"], w.operations_head)
    second.update(scope=["everything"], units=["ODA"])
    w.breach("DEL_07", "ODA")
    security = extra_delegation(w, "D-OTHER-SECURITY", w.chief["OLA"], w.operations_head)
    security["scope"] = ["ict_security"]
    w.breach("DEL_10", "D-OTHER-SECURITY")
    approval = pick.take("approvals", lambda a: a["authority"] == "ict_operations")
    del approval["under"]
    w.breach("DEL_11", approval["id"])
    approval = pick.take("approvals", lambda a: a["authority"] == "regional_ict")
    approval["unit"] = "ECLAC-ICT" if approval["by"] != w.centre["AMERICAS"]["id"] else "ECA-ICT"
    w.breach("DEL_12", approval["id"])
    for _ in range(2):
        approval = pick.take("approvals", lambda a: a["authority"] == "procurement")
        approval["amount"] = "25000000 USD"
        w.breach("DEL_13", approval["id"])
    enterprise = next(p for p in w.rows("posts") if p.get("function") == "head_of_enterprise_system")
    enterprise["reports_to"] = [w.operations_head["post"]]
    w.breach("ORG_02", enterprise["id"])
    hub = post_of(w, w.chief["OICT-HUB-VIE"])
    hub["reports_to"] = [w.operations_head["post"]]
    w.breach("ORG_03", hub["id"])
    funded = post_of(w, w.centre["AFRICA"])
    funded["funded_by"] = "UNON"
    w.breach("ORG_04", funded["id"])
    asia = post_of(w, w.centre["ASIA"])
    asia["reports_to"] = [w.operations_head["post"]]
    w.breach("ORG_05", asia["id"])
    for u in ("OLA-ICT", "ECE-ICT"):
        post = post_of(w, w.chief[u])
        post["reports_to"] = post["reports_to"][:1]
        w.breach("ORG_06", post["id"])
    w.find("units", "OICT-HUB-BKK")["location"] = "GVA"
    w.breach("ORG_09", "OICT-HUB-BKK")
    double = pick.clerk("OCT")
    post_of(w, double)["function"] = "head_of_entity"
    w.breach("ORG_10", "OCT")


def close_grants(w, p):
    for g in w.rows("grants"):
        if g["person"] == p["id"]:
            g["valid"] = period(g["valid"]["from"], day("2023-06-15"))


def extra_delegation(w, code, holder, giver):
    return w.add("delegations", id=code, holder=holder["id"], given_by=giver["id"], scope=["human_resources"],
                 given=day("2020-01-01"), valid=period(day("2020-01-01"), day("2025-12-31")),
                 indicators=[{"name": "Decisions in time", "measured": day("2023-03-31")}])


SECTIONS = [places, units, courses, people, trainings, compacts, committees, meetings, delegations, approvals,
            self_assessments]
PLANTS = [plant_organisation]
