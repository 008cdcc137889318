"""Audit reports and their recommendations."""
from datetime import timedelta

from world import TODAY, day


def audit_reports(w):
    """Ten reports, five recommendations each."""
    sources = ["board_of_auditors", "internal_oversight", "joint_inspection_unit"]
    auditees = ["OICT", "DOS", "GSC", "UNOG", "UNON", "ECA", "ESCAP", "DGACM", "OCHA", "DMSPC"]
    for n, auditee in enumerate(auditees):
        issued = day("2020-03-01") + timedelta(days=90 * n)
        w.add("audit_reports", id=f"AUD-{n:02}", symbol="A/75/5 (Vol. I)" if n == 0 else f"Report {2020 + n % 3}/{n:02}",
              source=sources[n % 3], issued=issued, auditee=auditee, recommendations=5, answered=issued + timedelta(days=40))
        for k in range(5):
            progress = ("not_begun", "in_progress", "in_progress", "implemented", "closed")[k]
            is_open = k < 3
            w.add("audit_recommendations", id=f"REC-{n:02}-{k}", report=f"AUD-{n:02}",
                  number="360" if n == 0 and k == 0 else str(10 * k + 7),
                  acceptance=("accepted", "partly_accepted")[k % 2], progress=progress, owner=w.chief[auditee]["id"],
                  due=day("2023-12-31") if is_open else day("2022-12-31"), action="New procedure",
                  evidence=None if is_open else ["Minutes"], last_followed=w.between(day("2023-02-01"), TODAY),
                  closed=day("2023-03-01") if progress == "closed" else None,
                  closed_by=w.staff["OIOS"][0]["id"] if progress == "closed" else None)


def plant_audit(w, pick):
    def state(progress):
        return pick.take("audit_recommendations", lambda r: r["progress"] == progress and r["number"] != "360")

    r = state("in_progress")
    del r["acceptance"]
    w.breach("AUD_01", r["id"])
    w.find("audit_reports", "AUD-03")["recommendations"] = 6
    w.breach("AUD_02", "AUD-03")
    for field in ("owner", "action"):
        r = state("in_progress")
        del r[field]
        w.breach("AUD_03", r["id"])
    for _ in range(2):
        r = state("in_progress")
        r["due"] = day("2023-03-31")
        w.breach("AUD_04", r["id"])
    r = state("implemented")
    del r["evidence"]
    w.breach("AUD_05", r["id"])
    r = state("in_progress")
    r["progress"] = "overtaken"
    w.breach("AUD_06", r["id"])
    r = state("in_progress")
    r["redundant"] = True
    w.breach("AUD_07", r["id"])
    r = state("closed")
    del r["closed"]
    w.breach("AUD_08", r["id"])
    r = state("closed")
    r["closed_by"] = r["owner"]
    w.breach("AUD_09", r["id"])
    r = state("not_begun")
    r["last_followed"] = day("2022-06-30")
    w.breach("AUD_10", r["id"])
    older = state("implemented")
    later = pick.take("audit_recommendations", lambda r: r["progress"] == "not_begun" and r["number"] != "360"
                      and w.find("audit_reports", r["report"])["issued"] > w.find("audit_reports", older["report"])["issued"])
    later["duplicate_of"] = older["id"]
    w.breach("AUD_11", later["id"])
    w.find("audit_recommendations", "REC-00-0")["number"] = "361"
    w.breach("AUD_12", "un.audit")


SECTIONS = [audit_reports]
PLANTS = [plant_audit]
