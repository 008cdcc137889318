"""Information security: adopted policies, risks, incidents, assessments, recovery, network segments, data."""
from datetime import timedelta

from world import day, period


def security_delegations(w):
    """Security officers act for the Chief Information Technology Officer in their entities."""
    for e in w.entities:
        for n, p in enumerate(w.liaison[e]):
            w.add("delegations", id=f"D-{e}-SEC{n}", holder=p["id"], given_by=w.cito["id"], source="D-CITO",
                  scope=["ict_security"], units=[e], given=day("2019-03-01"),
                  valid=period(day("2019-03-01"), day("2026-12-31")),
                  indicators=[{"name": "Incidents told in time", "measured": day("2023-03-31")}])


def adoptions(w):
    for e in w.entities:
        w.add("security_policies_adopted", unit=e, policy="POL-01", on=day("2019-06-01"))


def security_waivers(w):
    for n in range(1, 31):
        start = w.between(day("2023-02-01"), day("2023-06-01"))
        w.add("security_waivers", id=f"SW-{n:02}", control=f"Control {n}", unit=w.random.choice(w.entities),
              reason="Replacement under way", approved_by=w.cito["id"], approved=start - timedelta(days=5),
              valid=period(start, start + timedelta(days=170)), instead="Daily review of the log")


def risks(w):
    for n, a in enumerate(x for x in w.rows("applications") if x["status"] == "active"):
        treatment = ("mitigate", "avoid", "transfer", "accept")[n % 4]
        shared = n % 9 == 0
        w.add("risks", id=f"RISK-{n:04}", title="Loss of the service", unit=a["entity"], application=a["id"],
              severity=("low", "medium", "high", "critical")[n % 4], shared=shared or None,
              owner=w.chief[a["entity"]]["id"], treatment=treatment, plan="Mitigation plan",
              agreed=day("2022-10-01") if shared else None, reviewed=w.between(day("2022-08-01"), day("2023-06-01")))
        if treatment == "accept":
            by = w.cito if shared else w.liaison[a["entity"]][0]
            w.add("risk_acceptances", id=f"RC-{n:04}", risk=f"RISK-{n:04}", by=by["id"], on=day("2022-12-01"),
                  valid=period(day("2022-12-15"), day("2023-12-14")))


def action_plan(w):
    for e in w.entities:
        for n in range(1, 11):
            done = n <= 7
            w.add("action_plan_points", id=f"PT-{e}-{n:02}", unit=e, number=n,
                  status="done" if done else "under_way", due=None if done else day("2023-12-31"),
                  proof="Report of completion" if done else None)
        w.add("awareness_exercises", unit=e, on=w.between(day("2022-09-01"), day("2023-05-31")),
              participants=w.random.randint(5, 200))


def incidents(w):
    for n in range(1, w.scaled(300, 20) + 1):
        on = w.between(day("2022-01-01"), day("2023-06-15"))
        w.add("incidents", id=f"INC-{n:03}", title="Suspicious sign-in", unit=w.random.choice(w.entities),
              severity=("low", "medium", "high", "critical")[n % 4], status="closed", on=on, detected=f"{on}T06:00:00Z",
              reported=f"{on}T{w.random.randint(7, 20):02}:00:00Z", contained=f"{on + timedelta(days=1)}T09:00:00Z",
              coordinated_by=w.global_operations["id"])


def vulnerabilities(w):
    for n in range(1, w.scaled(400, 20) + 1):
        found = w.between(day("2022-01-01"), day("2023-05-01"))
        w.add("vulnerabilities", id=f"VU-{n:03}", title="Missing update", unit=w.random.choice(w.entities),
              severity=("low", "medium", "high", "critical")[n % 4], found=found,
              fixed=found + timedelta(days=w.random.randint(2, 28)))


def network_segments(w):
    zones = ["public_access", "users", "servers", "restricted", "management", "building_systems", "guests"]
    for n, e in enumerate(w.entities):
        for zone in zones[:3] + zones[3 + n % 4:4 + n % 4]:
            key = f"SEG-{e}-{zone}"
            w.add("network_segments", id=key, unit=e, zones=[zone], reliability=True, performance=True, security=True,
                  default_deny=True, managed_apart=True, open_to=[f"SEG-{e}-servers"] if zone == "users" else None)
            w.add("security_assessments", id=f"SA-{key}", segment=key, on=w.between(day("2022-09-01"), day("2023-05-31")),
                  outcome="passed")


def security_assessments(w):
    for g in w.rows("go_lives"):
        if g["on"] >= day("2019-01-01"):
            w.add("security_assessments", id=f"SA-{g['id']}", application=g["application"], on=g["on"] - timedelta(days=14),
                  outcome="passed_with_actions")


def recovery_plans(w):
    for e in w.entities:
        mine = [a["id"] for a in w.rows("applications") if a["entity"] == e and a["status"] == "active"
                and (a["reach"] == "enterprise" or a["criticality"] == "essential")]
        w.add("recovery_plans", id=f"DR-{e}", unit=e, applications=mine, continuity=True, aligned=True, coordinated=True,
              valid=period(day("2021-01-01")))
        w.add("recovery_exercises", plan=f"DR-{e}", on=w.between(day("2022-09-01"), day("2023-05-31")), passed=True)


def data_sets(w):
    for n in range(1, 201):
        unit = w.random.choice(w.entities)
        w.add("data_sets", id=f"SET-{n:03}", title=f"Register {n}", unit=unit,
              data_class=("ordinary", "personal", "medical", "sensitive")[n % 4], owner=w.chief[unit]["id"],
              controls=["access log", "retention rule"], policy="POL-01", encrypted=True)


def plant_security(w, pick):
    def lacks(rule, section, *fields, test=lambda row: True):
        row = pick.take(section, test)
        for field in fields:
            row.pop(field)
        w.breach(rule, row["id"])
        return row

    gone = w.rows("security_policies_adopted").pop(12)
    w.breach("SEC_01", gone["unit"])
    w.add("security_policies_adopted", unit="OLA", policy="POL-03", on=day("2020-02-02"))
    w.breach("SEC_02", f"security_policies_adopted[{len(w.rows('security_policies_adopted')) - 1}]")
    lacks("SEC_03", "security_waivers", "approved_by")
    for _ in range(2):
        lacks("SEC_04", "security_waivers", "instead")
    officer = w.liaison["ODA"][1]
    w.sections["delegations"] = [d for d in w.rows("delegations") if d["id"] != "D-ODA-SEC1"]
    w.breach("SEC_05", officer["id"])
    ordinary = lambda r: not r.get("shared") and r["treatment"] == "avoid"
    risk = pick.take("risks", ordinary)
    risk["status"] = "closed"
    w.breach("SEC_06", risk["application"])
    for _ in range(3):
        lacks("SEC_07", "risks", "owner", test=ordinary)
    accepted = pick.take("risks", lambda r: r["treatment"] == "accept" and r.get("shared"))
    acceptance = next(a for a in w.rows("risk_acceptances") if a["risk"] == accepted["id"])
    acceptance["by"] = w.liaison[accepted["unit"]][0]["id"]
    w.breach("SEC_08", acceptance["id"])
    lacks("SEC_09", "risks", "agreed", test=lambda r: r.get("shared") and r["treatment"] == "mitigate")
    accepted = pick.take("risks", lambda r: r["treatment"] == "accept" and not r.get("shared"))
    acceptance = next(a for a in w.rows("risk_acceptances") if a["risk"] == accepted["id"])
    acceptance["valid"] = period(day("2021-12-15"), day("2022-12-14"))
    w.breach("SEC_10", accepted["id"])
    w.find("action_plan_points", "PT-OIOS-04")["number"] = 5
    w.breach("SEC_11", "OIOS")
    lacks("SEC_12", "action_plan_points", "due", test=lambda p: p["status"] == "under_way")
    lacks("SEC_13", "action_plan_points", "proof", test=lambda p: p["status"] == "done")
    exercise = pick.take("awareness_exercises", lambda x: x["unit"] == "ECE")
    exercise["on"] = day("2021-03-03")
    w.breach("SEC_14", "ECE")
    for _ in range(2):
        i = pick.take("incidents")
        i["reported"] = f"{i['on'] + timedelta(days=3)}T06:00:00Z"
        w.breach("SEC_20", i["id"])
    lacks("SEC_21", "incidents", "coordinated_by")
    lacks("SEC_22", "incidents", "contained", test=lambda i: i["severity"] == "critical")
    for _ in range(2):
        lacks("SEC_23", "vulnerabilities", "fixed", test=lambda v: v["severity"] == "high")
    a = pick.take("security_assessments", lambda s: "application" in s)
    a["outcome"] = "failed"
    w.breach("SEC_24", a["id"][3:])
    a = pick.take("security_assessments", lambda s: "segment" in s)
    a["on"] = day("2021-09-09")
    w.breach("SEC_25", a["segment"])
    broadcast = pick.take("applications", lambda a: a["status"] == "active" and "introduced" in a
                          and a["introduced"] < day("2016-01-01") and a["reach"] == "one_entity")
    broadcast["kind"] = "broadcast"
    w.breach("SEC_26", broadcast["id"])
    a = next(a for a in w.rows("applications") if a["criticality"] == "essential" and a["id"] != "ERP"
             and a["status"] == "active")
    w.find("recovery_plans", f"DR-{a['entity']}")["applications"].remove(a["id"])
    w.breach("SEC_30", a["id"])
    exercise = pick.take("recovery_exercises", lambda x: x["plan"] == "DR-OCT")
    exercise["passed"] = False
    w.breach("SEC_31", "DR-OCT")
    w.find("recovery_plans", "DR-DGC")["aligned"] = False
    w.breach("SEC_32", "DGC")
    zone = lambda name: lambda s: s["zones"] == [name]
    s = pick.take("network_segments", zone("servers"))
    s["reliability"] = False
    w.breach("SEC_40", s["id"])
    s = pick.take("network_segments", zone("public_access"))
    s["zones"] = ["public_access", "servers"]
    w.breach("SEC_41", s["id"])
    s = pick.take("network_segments", zone("restricted"))
    s = w.find("network_segments", f"SEG-{s['unit']}-public_access")
    s["open_to"] = [f"SEG-{s['unit']}-restricted"]
    w.breach("SEC_42", s["id"])
    lacks("SEC_50", "data_sets", "owner", test=lambda d: d["data_class"] == "medical")


def plant_technical(w, pick):
    """One breach for each line of the technical standards."""
    def change(rule, section, field, value, test=lambda row: True):
        row = pick.take(section, test)
        row[field] = value
        w.breach(rule, row["id"])

    site = lambda s: not s.get("legacy")
    change("WEBSITE.encryption", "websites", "https_only", False, site)
    change("WEBSITE.tls", "websites", "tls", "v1.0", site)
    change("WEBSITE.tls", "websites", "tls", "v1.1", site)
    change("WEBSITE.owner", "websites", "owner", None, site)
    change("WEBSITE.accessibility", "websites", "accessible", False, site)
    mail = lambda d: d["status"] == "central"
    change("MAIL_DOMAIN.senders", "mail_domains", "spf", False, mail)
    change("MAIL_DOMAIN.signature", "mail_domains", "dkim", False, mail)
    change("MAIL_DOMAIN.policy", "mail_domains", "dmarc", "observe", mail)
    change("MAIL_DOMAIN.transport", "mail_domains", "transport_tls", False, mail)
    zone = lambda *names: lambda s: s["zones"][0] in names
    change("NETWORK_SEGMENT.deny", "network_segments", "default_deny", False, zone("users"))
    change("NETWORK_SEGMENT.manage", "network_segments", "managed_apart", False, zone("users"))
    guests = pick.take("network_segments", zone("guests"))
    guests["open_to"] = [f"SEG-{guests['unit']}-servers"]
    w.breach("NETWORK_SEGMENT.guests", guests["id"])
    sensitive = lambda d: d["data_class"] == "sensitive"
    change("SENSITIVE_DATA.encryption", "data_sets", "encrypted", False, sensitive)
    change("SENSITIVE_DATA.access", "data_sets", "controls", ["retention rule"], sensitive)
    change("SENSITIVE_DATA.retention", "data_sets", "controls", ["access log"], sensitive)
    program = lambda a: a.get("kind") == "service" and a["id"] != "svc002"
    change("SERVICE_ACCOUNT.vault", "accounts", "vaulted", False, program)
    change("SERVICE_ACCOUNT.use", "accounts", "last_used", day("2022-02-02"), program)


SECTIONS = [security_delegations, adoptions, security_waivers, risks, action_plan, incidents, vulnerabilities,
            network_segments, security_assessments, recovery_plans, data_sets]
PLANTS = [plant_security, plant_technical]
