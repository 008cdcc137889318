#!/usr/bin/env python3
"""Writes plausible data of a large secretariat for the policy library, and the list of the breaches planted in it.

    generate.py [--out FOLDER] [--people N] [--seed N]

FOLDER receives data/*.csv, data/*.yaml and breaches.json: every norm of the library is kept, except for the breaches on
that list, each made by one deliberate change. The same arguments give the same files. Nobody and nothing is real:
people are numbers with titles of functions.
"""
import argparse
import os
from datetime import date, timedelta

import audit
import purchases
import security
import services
import systems
from world import FIRST, TODAY, World, day, period, write

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
        kind, title = (("peace_operation", "Peace operation"), ("special_political", "Special political mission"))[n % 2]
        w.add("units", id=f"MIS{n:02}", name=f"{title} {n:02}", kind="mission", region=REGIONS[n % 4],
              full_delegation=True, mission=kind, directed_by="DPO" if n % 2 == 0 else "DPPA")
    for n in range(1, w.scaled(12, 2) + 1):
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

# What somebody does in the enterprise systems: the title of the function, the duties, the share of the people.
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
    w.chief_of_projects = employ(w, "OICT", "Chief of projects", function="chief_of_projects", grade="D1", reports_to=line)
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
            head = employ(w, code, "Head of entity", function="head_of_entity", grade="USG" if high else "D2", manager=True)
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
            w.add("trainings", person=p["id"], course="C-MGR", completed=w.between(day("2015-01-01"), day("2023-06-01")))
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


# --- Roles, accounts and grants ---


def permissions(w):
    for family, (_, codes, _) in FAMILIES.items():
        for code in codes:
            w.add("permissions", id=code, data="personal" if family in PERSONAL else None)
    for code in ("dev.program.change", "dev.debug.change", "dev.table.edit", "ops.client.open", "sec.role.assign",
                 "sec.role.build", "grc.ff.assign", "grc.ff.review"):
        w.add("permissions", id=code)
    w.add("permissions", id="sys.all", all=True)
    w.areas = ["finance", "budget", "people", "travel", "property", "supply", "conference", "language", "library", "grants"]
    for area in w.areas:
        for n in range(1, 21):
            w.add("permissions", id=f"{area}.report{n:02}.show", data="personal" if area == "people" and n > 15 else None)


def roles(w):
    """Six hundred roles: those that show, and for each family some that do."""
    w.family_roles, w.neutral = {}, []
    for area in w.areas:
        base = add_role(w, f"{area.upper()}_BASE", "read_only", [f"{area}.report01.show"])
        for n in range(2, 21):
            show = add_role(w, f"SHOW_{area.upper()}_{n:02}", "read_only", [f"{area}.report{n:02}.show"], includes=[base["id"]])
            w.neutral.append(show["id"])
    working = [f for f in FAMILIES if FAMILIES[f][1]]
    while len(w.rows("roles")) < 592:
        n = len(w.rows("roles"))
        family = working[n % len(working)]
        codes = FAMILIES[family][1]
        mine = w.family_roles.setdefault(family, [])
        kind = ("processing" if family in PROCESSING else "database_administration" if family == "DATABASES"
                else "administration" if family in PRIVILEGED else "business")
        role = add_role(w, f"{family}_{len(mine) + 1:02}", kind,
                        sorted(w.random.sample(codes, w.random.randint(1, len(codes)))),
                        includes=[f"{w.areas[n % len(w.areas)].upper()}_BASE"], privileged=family in PRIVILEGED or None,
                        prerequisites=[COURSES[family]] if family in COURSES else None)
        mine.append(role["id"])
    for code, codes in [("CHANGE_PROGRAMS", ["dev.program.change", "dev.debug.change", "dev.table.edit"]),
                        ("OPEN_CLIENT", ["ops.client.open"]), ("IMPORT", ["ops.transport.import"]), ("ALL_RIGHTS", ["sys.all"]),
                        ("ASSIGN_ROLES", ["sec.role.assign"]), ("BUILD_ROLES", ["sec.role.build"]),
                        ("EMERGENCY_ASSIGN", ["grc.ff.assign"]), ("EMERGENCY_REVIEW", ["grc.ff.review"])]:
        add_role(w, code, "administration", codes, privileged=True)


def add_role(w, code, kind, codes, **more):
    role = w.add("roles", id=code, kind=kind, system="ERP", permissions=codes, changed=w.between(FIRST, day("2021-12-31")),
                 **more)
    w.add("role_approvals", role=code, by=w.random.choice(w.process_experts)["id"],
          on=w.between(role["changed"], day("2022-06-30")))
    return role


def accounts(w):
    for p in w.rows("people"):
        w.add("accounts", id=f"a-{p['id']}", person=p["id"], system="ERP", created=day("2020-01-01"),
              last_used=w.between(day("2023-04-15"), TODAY), strong_authentication=True)
        if w.family[p["id"]] in PRIVILEGED:
            privileged_account(w, p)
    for n in range(1, 13):
        owner = w.liaison["OICT"][n % 2]
        w.add("accounts", id=f"fire{n:02}", person=owner["id"], kind="emergency", system="ERP", created=day("2020-01-01"),
              last_used=w.between(day("2023-05-01"), TODAY), strong_authentication=True, vaulted=True)
    for n in range(1, w.scaled(80, 5) + 1):
        w.add("accounts", id=f"svc{n:03}", person=w.chief[w.random.choice(w.entities)]["id"], kind="service", system="ERP",
              last_used=TODAY, vaulted=True)
    for n in range(1, w.scaled(40, 5) + 1):
        w.add("accounts", id=f"shared{n:02}", person=w.chief[w.random.choice(w.entities)]["id"], kind="shared",
              system="ERP", last_used=TODAY, strong_authentication=True)


def privileged_account(w, p):
    key = f"adm-{p['id']}"
    return w.index.get(("accounts", key)) or w.add(
        "accounts", id=key, person=p["id"], kind="privileged", system="ERP", created=day("2020-01-01"),
        last_used=w.between(day("2023-05-01"), TODAY), strong_authentication=True, vaulted=True)


def approver_of(w, p):
    """The chief of the unit, or of the one above for the chief, or a delegate for the head of an entity."""
    unit = p["unit"]
    while unit:
        if w.chief[unit] is not p:
            return w.chief[unit]
        unit = w.find("units", unit).get("parent")
    return w.operations_head if p is w.policy_head else w.policy_head


def grant(w, p, role, start=None, **changes):
    """A request that three people took part in, and the right that came of it."""
    n = len(w.rows("grants")) + 1
    entity = w.entity_of[p["unit"]]
    privileged = w.find("roles", role).get("privileged")
    start = start or w.between(day("2022-07-05") if privileged or w.random.random() < 0.6 else day("2021-06-01"),
                               day("2023-05-31"))
    liaison = next(x for x in w.liaison[entity] if x is not p)
    request = w.add("access_requests", id=f"r{n:05}", person=p["id"], role=role, channel="service_desk",
                    ticket=f"INC{100000 + n}", status="granted", entered_by=liaison["id"], confirmed_by=p["id"],
                    approved_by=approver_of(w, p)["id"], decided=start - timedelta(days=w.random.randint(0, 20)))
    end = start + timedelta(days=360) if privileged else None
    if p["kind"] != "staff":
        end = min(x for x in (end, p["contract"]["until"]) if x)
    row = dict(id=f"g{n:05}", person=p["id"], role=role, unit=entity,
               account=privileged_account(w, p)["id"] if privileged else f"a-{p['id']}", request=request["id"],
               purpose="Tasks of the post" if role in w.sensitive else None, valid=period(start, end))
    row.update(changes)
    row = w.add("grants", **row)
    if start <= day("2022-07-01"):
        w.add("access_reviews", grant=row["id"], by=liaison["id"], on=w.between(day("2022-07-05"), TODAY))
    w.held[p["id"]].append(role)
    return row


def grants(w):
    data = {row["id"] for row in w.rows("permissions") if row.get("data")}
    w.sensitive = {r["id"] for r in w.rows("roles") if data & set(r["permissions"])}
    w.held = {p["id"]: [] for p in w.rows("people")}
    for p in w.rows("people"):
        mine = w.family_roles.get(w.family[p["id"]], [])
        count = 8
        chosen = w.random.sample(mine, min(len(mine), w.random.randint(1, 3)))
        chosen += w.random.sample(w.neutral, count - len(chosen))
        for role in chosen:
            grant(w, p, role)


def profiles(w):
    """What a post needs; one right in twenty is an exception instead."""
    for p in w.rows("people"):
        roles = list(w.held[p["id"]])
        if w.random.random() < 0.4 and "moved" not in p and len(roles) > 1:
            w.add("access_exceptions", person=p["id"], role=roles.pop(), reason="Stands in for a colleague",
                  approved_by=approver_of(w, p)["id"], valid=period(day("2021-06-01"), day("2024-06-30")))
        w.add("post_profiles", post=p["post"], roles=roles)


def open_requests(w):
    for n in range(w.scaled(400, 10)):
        p = w.random.choice(w.workers)
        w.asking.add(p["id"])
        role = w.random.choice([r for r in w.neutral if r not in w.held[p["id"]]])
        entity = w.entity_of[p["unit"]]
        request = w.add("access_requests", id=f"o{n:04}", person=p["id"], role=role, channel="service_desk",
                        ticket=f"INC{900000 + n}", entered_by=w.liaison[entity][0]["id"])
        w.add("grants", id=f"n{n:04}", person=p["id"], role=role, status="requested", unit=entity, request=request["id"],
              valid=period(day("2023-07-15")))
        w.held[p["id"]].append(role)


def movements(w):
    for n in range(1, 25):
        w.add("movement_categories", id=f"CAT{n:02}", title=f"Movement of category {n}")
    for n in range(w.scaled(1200, 30)):
        w.add("personnel_movements", id=f"m{n:04}", person=w.random.choice(w.workers)["id"],
              category=f"CAT{w.random.randint(1, 24):02}", ticket=f"REQ{n:06}", on=w.between(day("2022-01-01"), TODAY))


def emergency_sessions(w):
    owners = w.liaison["OICT"]
    for n in range(w.scaled(300, 12)):
        number = n % 12 + 1
        on = w.between(day("2022-01-01"), day("2023-06-20"))
        owner = owners[number % 2]
        w.add("emergency_sessions", id=f"es{n:04}", account=f"fire{number:02}", used_by=w.random.choice(w.workers)["id"],
              owner=owner["id"], reason="Repair of an interface", on=on, started=f"{on}T09:00:00Z",
              ended=f"{on}T{w.random.randint(10, 16)}:30:00Z", reviewed_by=w.cito["id"],
              reviewed=on + timedelta(days=w.random.randint(1, 6)))


STEPS = ["requisition", "order_entered", "order_approved", "receipt", "inspection", "invoice_entered", "invoice_approved",
         "bank_data_entered", "bank_data_approved", "first_payment"]


def document_events(w):
    n = 0
    for dossier in range(w.scaled(1000, 30)):
        on = w.between(day("2022-01-01"), day("2023-05-01"))
        for place, (step, who) in enumerate(zip(STEPS, w.random.sample(w.workers, len(STEPS)))):
            n += 1
            w.add("document_events", id=f"e{n:05}", dossier=f"DOC{dossier:05}", step=step, by=who["id"],
                  on=on + timedelta(days=2 * place))
    for trip in range(w.scaled(1000, 30)):
        traveller, clerk, officer = w.random.sample(w.workers, 3)
        for step, who in (("travel_entered", clerk), ("travel_approved", officer)):
            n += 1
            w.add("document_events", id=f"e{n:05}", dossier=f"TRIP{trip:05}", step=step, by=who["id"], about=traveller["id"],
                  on=w.between(day("2022-01-01"), TODAY))


def mitigations(w):
    for code, kind in [("M-SUPPLIERS", "supplier_changes"), ("M-MATCH", "three_way_match"), ("M-LOG", "session_log")]:
        w.add("mitigations", id=code, kind=kind, monitor=w.cito["id"], last_run=day("2023-06-20"))


# --- Breaches ---


class Picks:
    """People, grants and so on that no other breach has touched."""

    def __init__(self, w):
        self.w, self.used = w, set()

    def take(self, section, test=lambda row: True):
        for n, row in enumerate(self.w.rows(section)):
            if (section, n) not in self.used and test(row):
                self.used.add((section, n))
                return row
        raise LookupError(section)

    def clerk(self, unit=None, kind="staff"):
        """A person without any duty that others are kept apart from."""
        w = self.w
        return self.take("people", lambda p: w.family[p["id"]] in ("OTHER", "PROGRAMMES") and p["kind"] == kind
                         and not post_of(w, p).get("function") and "moved" not in p
                         and w.entity_of[p["unit"]] != "DMSPC" and (unit is None or p["unit"] == unit)
                         and p["id"] not in w.busy | w.asking)


def plant_organisation(w, pick):
    compact = w.rows("compacts")[3]
    compact["measures"] = ["delivery"]
    w.breach("MGR_01", compact["id"])
    gone = w.rows("compacts").pop(5)
    w.breach("MGR_02", gone["person"])
    for u in ("OLA-ADM", "ECA-ADM"):
        head = w.chief[u]["id"]
        w.sections["trainings"] = [t for t in w.rows("trainings") if not (t["person"] == head and t["course"] == "C-MGR")]
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


def extra_grant(w, p, role, **changes):
    """A right that is in order: it is in the profile, asked for, approved and trained for."""
    g = grant(w, p, role, start=changes.pop("start", day("2023-02-01")), **changes)
    next(f for f in w.rows("post_profiles") if f["post"] == p["post"])["roles"].append(role)
    for course in w.find("roles", role).get("prerequisites", []):
        w.add("trainings", person=p["id"], course=course, completed=day("2020-05-05"))
    return g


def role_with(w, permission):
    """A role that gives one permission and nothing that is kept apart from anything besides."""
    found = [r["id"] for r in w.rows("roles") if r["permissions"] == [permission]]
    if not found:
        found = [add_role(w, "ONLY_" + permission.upper().replace(".", "_"), "business", [permission])["id"]]
    return found[0]


# Pairs of permissions that norms keep apart.
APART = {
    "SOD_P01": ("bp.vendor.create", "ap.payment.run"), "SOD_P02": ("bp.bank.change", "ap.payment.run"),
    "SOD_P03": ("bp.bank.change", "bp.bank.approve"), "SOD_P04": ("bp.vendor.create", "ap.invoice.post"),
    "SOD_P05": ("bp.vendor.create", "sc.po.create"), "SOD_P06": ("sc.req.create", "fm.commit.certify"),
    "SOD_P08": ("sc.po.create", "sc.po.release"), "SOD_P09": ("sc.po.create", "rd.gr.post"),
    "SOD_P10": ("sc.po.create", "ap.invoice.post"), "SOD_P11": ("rd.gr.post", "ap.invoice.post"),
    "SOD_P12": ("ap.invoice.post", "ap.invoice.approve"), "SOD_P13": ("ap.invoice.post", "ap.payment.run"),
    "SOD_P14": ("ap.invoice.approve", "ap.payment.run"), "SOD_P15": ("ap.payment.run", "tr.payment.release"),
    "SOD_P17": ("sc.rfx.evaluate", "sc.award.approve"), "SOD_P18": ("sc.rfx.evaluate", "bp.vendor.create"),
    "SOD_P19": ("sc.contract.create", "sc.po.create"), "SOD_P20": ("sc.contract.create", "bp.vendor.create"),
    "SOD_T01": ("fm.commit.certify", "ap.invoice.approve"), "SOD_T02": ("ap.invoice.approve", "tr.payment.release"),
    "SOD_T03": ("ap.payment.run", "tr.bank.reconcile"), "SOD_T04": ("tr.payment.release", "tr.bank.reconcile"),
    "SOD_T05": ("tr.housebank.maintain", "ap.payment.run"), "SOD_T06": ("tr.deal.create", "tr.deal.settle"),
    "SOD_T07": ("gl.journal.post", "gl.journal.approve"), "SOD_T08": ("gl.account.maintain", "gl.journal.post"),
    "SOD_T09": ("fm.budget.enter", "fm.budget.approve"), "SOD_H01": ("hr.master.change", "py.run"),
    "SOD_H02": ("om.position.maintain", "hr.action.approve"), "SOD_H03": ("hr.master.change", "hr.action.approve"),
    "SOD_H04": ("time.approve", "py.run"), "SOD_H05": ("hr.bank.change", "tr.payment.release"),
    "SOD_A01": ("aa.asset.create", "aa.count.enter"), "SOD_A02": ("aa.count.enter", "aa.writeoff.approve"),
    "SOD_A03": ("aa.asset.create", "sc.po.create"), "SOD_B01": ("sec.user.create", "ap.payment.run"),
    "SOD_B03": ("sec.user.create", "ops.auditlog.configure"), "SOD_B04": ("grc.rule.change", "sec.user.create"),
    "SOD_B05": ("grc.ff.assign", "grc.ff.review"),
}


def plant_duties(w, pick):
    """For every pair: one person who holds both by two roles. Two roles conflict by themselves, one person will."""
    for rule, codes in APART.items():
        p = pick.clerk()
        w.busy.add(p["id"])
        for code in codes:
            extra_grant(w, p, role_with(w, code), purpose="Tasks of the post")
        w.breach(rule, p["id"])
    add_role(w, "BUYER_OF_ALL", "business", ["sc.po.create", "sc.po.release"])
    w.breach("SOD_P08", "BUYER_OF_ALL")
    add_role(w, "PAYROLL_AND_DATA", "processing", ["hr.master.change", "py.run"])
    w.breach("SOD_H01", "PAYROLL_AND_DATA")
    add_role(w, "CHANGE_AND_RELEASE", "administration", ["dev.program.change", "ops.transport.release"], privileged=True)
    w.breach("SOD_B02", "CHANGE_AND_RELEASE")
    p = pick.clerk()
    w.busy.add(p["id"])
    extra_grant(w, p, role_with(w, "gl.journal.post"))
    role = role_with(w, "gl.journal.approve")
    w.add("access_requests", id="r-soon", person=p["id"], role=role, channel="service_desk", ticket="INC999001",
          entered_by=w.liaison[w.entity_of[p["unit"]]][0]["id"])
    w.add("grants", id="g-soon", person=p["id"], role=role, status="requested", request="r-soon",
          unit=w.entity_of[p["unit"]], valid=period(day("2023-07-15")))
    w.breach("SOD_T07", p["id"])


def plant_access(w, pick):
    def some_grant(test=lambda g: True):
        def ordinary(g):
            p = w.find("people", g["person"])
            return (g["role"] in w.neutral and g["role"] not in w.sensitive and g.get("status") != "requested"
                    and "until" not in g["valid"] and g["valid"]["from"] > day("2022-07-10")
                    and p["kind"] == "staff" and "moved" not in p and p.get("status") != "separated"
                    and g["person"] not in w.busy | w.asking and test(g))
        g = pick.take("grants", ordinary)
        w.busy.add(g["person"])
        return g

    def request_of(g):
        return w.find("access_requests", g["request"])

    for _ in range(2):
        g = some_grant()
        del g["request"]
        w.breach("ACC_01", g["id"])
    g = some_grant()
    request_of(g)["entered_by"] = request_of(g)["confirmed_by"]
    w.breach("ACC_02", request_of(g)["id"])
    g = some_grant(lambda g: w.find("people", g["person"]) in w.chief.values())
    request_of(g)["approved_by"], request_of(g)["confirmed_by"] = g["person"], w.liaison["OICT"][1]["id"]
    w.breach("ACC_03", request_of(g)["id"])
    for _ in range(2):
        g = some_grant(lambda g: w.find("people", g["person"]) in w.workers)
        stranger = w.chief["OLA-FIN" if w.entity_of[w.find("people", g["person"])["unit"]] != "OLA" else "DSS-FIN"]
        request_of(g)["approved_by"] = stranger["id"]
        w.breach("ACC_04", request_of(g)["id"])
    for channel in ("email", "telephone"):
        g = some_grant()
        request_of(g)["channel"] = channel
        w.breach("ACC_05", request_of(g)["id"])
    g = some_grant()
    request_of(g)["decided"] = g["valid"]["from"] + timedelta(days=9)
    w.breach("ACC_06", g["id"])
    w.find("roles", "SHOW_LIBRARY_07")["changed"] = day("2023-01-09")
    w.breach("ACC_07", "SHOW_LIBRARY_07")
    for _ in range(3):
        g = some_grant(lambda g: g["role"] in next(f for f in w.rows("post_profiles") if f["post"] ==
                                                   w.find("people", g["person"])["post"])["roles"])
        profile = next(f for f in w.rows("post_profiles") if f["post"] == w.find("people", g["person"])["post"])
        profile["roles"].remove(g["role"])
        w.breach("ACC_08", g["id"])
    left = pick.clerk()
    w.busy.add(left["id"])
    left["status"] = "separated"
    w.find("accounts", f"a-{left['id']}")["status"] = "locked"
    for g in [g for g in w.rows("grants") if g["person"] == left["id"] and g["id"][0] == "g"][1:]:
        g["valid"] = period(g["valid"]["from"], day("2023-06-15"))
    w.breach("ACC_09", next(g["id"] for g in w.rows("grants") if g["person"] == left["id"]))
    mover = pick.clerk()
    w.busy.add(mover["id"])
    mover["moved"] = day("2023-04-01")
    role = next(r for r in w.neutral if r not in w.held[mover["id"]] and r not in w.sensitive)
    g = grant(w, mover, role, start=day("2022-12-01"))
    w.add("access_exceptions", person=mover["id"], role=role, reason="Hands over", approved_by=approver_of(w, mover)["id"],
          valid=period(day("2023-04-01"), day("2023-12-31")))
    for exception in [x for x in w.rows("access_exceptions") if x["person"] == mover["id"] and x["role"] != role]:
        next(f for f in w.rows("post_profiles") if f["post"] == mover["post"])["roles"].append(exception["role"])
    w.breach("ACC_10", g["id"])
    for _ in range(2):
        guest = pick.clerk(kind="contractor")
        g = next(g for g in w.rows("grants") if g["person"] == guest["id"] and g["id"][0] == "g")
        g["valid"] = period(g["valid"]["from"], day("2024-06-30"))
        w.breach("ACC_11", g["id"])
    g = some_grant()
    grant(w, w.find("people", g["person"]), g["role"], start=day("2023-03-01"))
    w.breach("ACC_12", g["id"])
    p = pick.clerk()
    w.busy.add(p["id"])
    g = extra_grant(w, p, "ORDERS_01")
    w.sections["trainings"] = [t for t in w.rows("trainings") if not (t["person"] == p["id"] and t["course"] == "C-PROC")]
    w.breach("ACC_13", g["id"])
    p = pick.clerk()
    w.busy.add(p["id"])
    add_role(w, "DATABASE_OF_OLD", "database_administration", ["db.schema.change"], privileged=True)
    g = extra_grant(w, p, "DATABASE_OF_OLD")
    w.breach("ACC_14", g["id"])
    for _ in range(2):
        p = pick.clerk()
        next(t for t in w.rows("trainings") if t["person"] == p["id"] and t["course"] == "C-SEC")["completed"] = day("2019-05-06")
        w.breach("ACC_15", p["id"])
    for _ in range(2):
        g = pick.take("grants", lambda g: "purpose" in g and g["person"] not in w.busy and g["id"][0] == "g")
        del g["purpose"]
        w.breach("ACC_16", g["id"])
    for missing in ("ticket", "category"):
        m = pick.take("personnel_movements")
        del m[missing]
        w.breach("ACC_17", m["id"])
    w.rows("movement_categories").append({"id": "CAT25", "title": "Movement of category 25"})
    w.breach("ACC_18", "un.access")
    p = pick.take("people", lambda p: p["unit"] == "DMSPC-FIN" and not post_of(w, p).get("function")
                  and w.family[p["id"]] in ("OTHER", "PROGRAMMES"))
    add_role(w, "INSURANCE_DESK", "business", ["in.claim.settle"])
    extra_grant(w, p, "INSURANCE_DESK", purpose="Claims")
    w.breach("ACC_19", p["id"])
    p = pick.take("people", lambda p: p["unit"] == "DMSPC-ADM" and not post_of(w, p).get("function")
                  and w.family[p["id"]] in ("OTHER", "PROGRAMMES"))
    add_role(w, "FILING_DESK", "processing", ["library.report01.show"])
    w.breach("ACC_20", extra_grant(w, p, "FILING_DESK")["id"])


def plant_accounts(w, pick):
    def account(test=lambda a: True):
        return pick.take("accounts", lambda a: a["id"].startswith("a-") and a["person"] not in w.busy
                         and w.family[a["person"]] in ("OTHER", "PROGRAMMES") and "status" not in a and test(a))

    nobodys = pick.take("accounts", lambda a: a.get("kind") == "shared")
    del nobodys["person"]
    w.breach("ACC_30", nobodys["id"])
    left = pick.clerk()
    left["status"] = "separated"
    close_grants(w, left)
    w.breach("ACC_31", f"a-{left['id']}")
    a = account()
    w.add("accounts", **{**a, "id": a["id"] + "-2"})
    w.breach("ACC_32", a["id"])
    for _ in range(3):
        a = account()
        del a["strong_authentication"]
        w.breach("ACC_33", a["id"])
    for _ in range(2):
        g = pick.take("grants", lambda g: g.get("account", "").startswith("adm-"))
        g["account"] = g["account"].replace("adm-", "a-")
        w.breach("ACC_34", g["id"])
    a = pick.take("accounts", lambda a: a.get("kind") == "privileged")
    del a["vaulted"]
    w.breach("ACC_35", a["id"])
    g = pick.take("grants", lambda g: g.get("account", "").startswith("adm-")
                  and w.find("people", g["person"])["kind"] == "staff")
    g["valid"] = period(g["valid"]["from"])
    w.breach("ACC_36", g["id"])
    shared = pick.take("accounts", lambda a: a.get("kind") == "shared")
    p = next(p for p in w.rows("people") if p["id"] not in w.busy and w.family[p["id"]] == "PAYMENTS")
    w.busy.add(p["id"])
    g = next(g for g in w.rows("grants") if g["person"] == p["id"] and g["role"].startswith("PAYMENTS"))
    g["account"] = shared["id"]
    w.breach("ACC_37", shared["id"])
    p = pick.clerk()
    w.busy.add(p["id"])
    g = extra_grant(w, p, "ALL_RIGHTS")
    w.breach("ACC_38", g["id"])
    for family in ("PAYROLL", "ORDERS"):
        p = next(p for p in w.rows("people") if p["id"] not in w.busy and w.family[p["id"]] == family)
        w.busy.add(p["id"])
        w.find("accounts", f"a-{p['id']}")["last_used"] = day("2022-11-11")
        w.breach("ACC_39", f"a-{p['id']}")
    p = pick.clerk()
    w.busy.add(p["id"])
    extra_grant(w, p, "CHANGE_PROGRAMS")
    w.breach("ACC_40", p["id"])
    p = pick.clerk()
    w.busy.add(p["id"])
    extra_grant(w, p, "OPEN_CLIENT")
    extra_grant(w, p, "IMPORT")
    w.breach("ACC_41", p["id"])
    for p in [pick.take("people", lambda p: w.entity_of[p["unit"]] == "OICT" and p["id"] not in w.busy
                        and w.family[p["id"]] in ("OTHER", "PROGRAMMES")) for _ in range(6)]:
        w.busy.add(p["id"])
        extra_grant(w, p, "ASSIGN_ROLES")
    w.breach("ACC_42", "OICT")


def plant_use(w, pick):
    """Documents, emergency sessions, reviews and waivers."""
    for rule, one, other in [("SOD_P07", "requisition", "order_approved"), ("SOD_P16", "receipt", "inspection"),
                             ("SOD_P22", "requisition", "receipt"), ("ACC_50", "order_entered", "order_approved"),
                             ("ACC_51", "invoice_entered", "invoice_approved"),
                             ("ACC_52", "bank_data_entered", "bank_data_approved")]:
        first = pick.take("document_events", lambda e: e["step"] == one and e["dossier"] not in w.busy)
        w.busy.add(first["dossier"])
        second = next(e for e in w.rows("document_events") if e["dossier"] == first["dossier"] and e["step"] == other)
        second["by"] = first["by"]
        w.breach(rule, second["id"])
    e = pick.take("document_events", lambda e: e["step"] == "travel_approved")
    e["on_behalf_of"] = e["about"]
    w.breach("SOD_V01", e["id"])
    s = pick.take("emergency_sessions")
    del s["reason"]
    w.breach("ACC_60", s["id"])
    s = pick.take("emergency_sessions")
    s["reviewed"] = s["on"] + timedelta(days=30)
    w.breach("ACC_61", s["id"])
    s = pick.take("emergency_sessions")
    s["reviewed_by"] = s["used_by"]
    w.breach("ACC_62", s["id"])
    s = pick.take("emergency_sessions")
    s["account"] = "svc002"
    w.breach("ACC_63", s["id"])
    for _ in range(2):
        review = pick.take("access_reviews")
        review["on"] = day("2022-01-15")
        w.breach("ACC_64", review["grant"])


def plant_waivers(w, pick):
    """A pair that is waived well, and two whose waivers lack a control."""
    planted = {b["rule"]: b for b in w.breaches if b["rule"].startswith("SOD_") and b["subject"][0] == "u"}
    w.add("mitigations", id="M-DUAL", kind="dual_control", monitor=w.cito["id"], last_run=day("2023-06-20"), unit="OLA")
    w.find("units", "OLA")["staff"] = 150
    for rule, control in [("SOD_P01", "M-SUPPLIERS"), ("SOD_P04", None), ("SOD_P06", "M-DUAL")]:
        subject = planted[rule]["subject"]
        planted[rule]["waived"] = True
        w.add("waivers", rule=rule, subject=f"Person {subject}", reason="The second post is vacant",
              approved_by="Controller", valid=period(day("2023-05-01"), day("2023-08-31")),
              controls=[control] if control else None)
        if control is None:
            w.breach("ACC_65", f"waivers[{len(w.rows('waivers')) - 1}]")
        elif control == "M-DUAL":
            w.breach("ACC_66", f"waivers[{len(w.rows('waivers')) - 1}]")


SECTIONS = [places, units, courses, people, trainings, compacts, committees, meetings, delegations, approvals,
            self_assessments, permissions, roles, accounts, grants, profiles, open_requests, movements, emergency_sessions,
            document_events, mitigations, *systems.SECTIONS,
            *security.SECTIONS, *purchases.SECTIONS, *services.SECTIONS,
            *audit.SECTIONS]
PLANTS = [plant_organisation, plant_duties, plant_access, plant_accounts, plant_use, plant_waivers, *systems.PLANTS,
          *security.PLANTS, *purchases.PLANTS, *services.PLANTS,
          *audit.PLANTS]


def build(people, seed):
    w = World(people, seed)
    w.busy, w.asking = set(), set()
    for section in SECTIONS:
        section(w)
    pick = Picks(w)
    for plant in PLANTS:
        plant(w, pick)
    return w


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", default=os.path.dirname(os.path.abspath(__file__)))
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    w = build(arguments.people, arguments.seed)
    write(w, arguments.out)
    rules = {b["rule"] for b in w.breaches}
    print(f"{sum(map(len, w.sections.values()))} records in {len(w.sections)} sections, "
          f"{len(w.breaches)} breaches of {len(rules)} norms")


if __name__ == "__main__":
    main()
