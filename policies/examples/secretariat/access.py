"""Permissions, roles, accounts and grants, and how they came about and are used."""
from datetime import timedelta

from organisation import COURSES, FAMILIES, PERSONAL, PRIVILEGED, PROCESSING, close_grants, post_of
from world import FIRST, TODAY, day, period


def permissions(w):
    for family, (_, codes, _) in FAMILIES.items():
        for code in codes:
            w.add("permissions", id=code, data="personal" if family in PERSONAL else None)
    for code in ("dev.program.change", "dev.debug.change", "dev.table.edit", "ops.client.open", "sec.role.assign",
                 "sec.role.build", "grc.ff.assign", "grc.ff.review"):
        w.add("permissions", id=code)
    w.add("permissions", id="sys.all", all=True)
    w.areas = ["finance", "budget", "people", "travel", "property",
        "supply", "conference", "language", "library", "grants"]
    for area in w.areas:
        for n in range(1, 21):
            w.add("permissions", id=f"{area}.report{n:02}.show",
                  data="personal" if area == "people" and n > 15 else None)


def roles(w):
    """Six hundred roles: those that show, and for each family some that do."""
    w.family_roles, w.neutral = {}, []
    for area in w.areas:
        base = add_role(w, f"{area.upper()}_BASE", "read_only", [f"{area}.report01.show"])
        for n in range(2, 21):
            show = add_role(w, f"SHOW_{area.upper()}_{n:02}", "read_only", [
                            f"{area}.report{n:02}.show"], includes=[base["id"]])
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
                        ("OPEN_CLIENT", ["ops.client.open"]), ("IMPORT", [
                         "ops.transport.import"]), ("ALL_RIGHTS", ["sys.all"]),
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
    """A request that three people took part in, and the resulting right."""
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
    """The rights that a post needs; one right in twenty is an exception instead."""
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
    add_role(w, "CHANGE_AND_RELEASE", "administration", [
             "dev.program.change", "ops.transport.release"], privileged=True)
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
    w.sections["trainings"] = [t for t in w.rows("trainings") if not (
        t["person"] == p["id"] and t["course"] == "C-PROC")]
    w.breach("ACC_13", g["id"])
    p = pick.clerk()
    w.busy.add(p["id"])
    add_role(w, "DATABASE_OF_OLD", "database_administration", ["db.schema.change"], privileged=True)
    g = extra_grant(w, p, "DATABASE_OF_OLD")
    w.breach("ACC_14", g["id"])
    for _ in range(2):
        p = pick.clerk()
        next(t for t in w.rows("trainings") if t["person"] == p["id"]
             and t["course"] == "C-SEC")["completed"] = day("2019-05-06")
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


SECTIONS = [permissions, roles, accounts, grants, profiles, open_requests, movements, emergency_sessions, document_events,
            mitigations]
PLANTS = [plant_duties, plant_access, plant_accounts, plant_use, plant_waivers]
