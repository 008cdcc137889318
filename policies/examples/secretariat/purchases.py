"""Vendors, contracts, tenders, orders, receipts and invoices."""
from datetime import timedelta

from world import day, period

ALL_CLAUSES = ["confidentiality", "privileges_recognised", "data_inviolable", "exempt_from_legal_process",
               "wherever_stored", "applies_ict_norms"]
PRICES = {"end_user_device": 1200, "server": 15000, "network_equipment": 4000, "videoconference": 9000,
          "software": 300, "cloud_service": 800}
EQUIPMENT = ["end_user_device", "server", "network_equipment", "videoconference"]
LAPTOPS = [f"M-laptop-{n}" for n in range(4)]
START, END = day("2020-01-01"), day("2025-12-31")


def usd(amount):
    return f"{amount} USD"


def vendors(w):
    for n in range(1, 151):
        w.add("vendors", id=f"V-{n:03}", name=f"Vendor {n}")
    w.add("vendors", id="V-BANNED", name="Vendor 151", ineligible=[period(day("2021-01-01"), day("2024-12-31"))])


def contracts(w):
    for n, category in enumerate(PRICES, 1):
        w.add("contracts", id=f"CT-{category}", vendor=f"V-{n:03}", kind="framework",
              unit="OICT", administered_by="OICT", categories=[category], valid=period(START, END), ceiling=usd(900000000),
              clauses=ALL_CLAUSES, data_locations=["Geneva"], users=60000 if category == "cloud_service" else None)
    for n in range(1, 121):
        e = w.entities[n % len(w.entities)]
        ends = n % 12 == 0
        w.add("contracts", id=f"CT-{n:03}", vendor=f"V-{n + 20:03}", unit=e,
              categories=["cloud_service"] if n % 10 == 5 else ["ict_service"], clauses=ALL_CLAUSES, data_locations=["Nairobi"],
              valid=period(day("2021-01-01"), day("2023-09-30") if ends else END), ceiling=usd(500000),
              transition={"agreed": day("2023-05-01"), "plan": "Handover of the service"} if ends else None)
        w.add("contract_reports", contract=f"CT-{n:03}",
              on=w.between(day("2022-08-01"), day("2023-05-31")), conforms=True)
        if n % 4 == 0:
            w.add("contract_amendments", id=f"CA-{n:03}", contract=f"CT-{n:03}", on=day("2022-06-01"), extended="60 days",
                  **{"raise": usd(50000)})


def certificates(w):
    for category in EQUIPMENT:
        models = LAPTOPS + \
            ["M-laptop-new"] if category == "end_user_device" else [f"M-{category}-{n}" for n in range(4)]
        w.add("technical_certificates", id=f"TC-{category}", models=models, valid=period(START, END),
              aspects=["strategy", "standards", "security_policy"])
    w.add("technical_certificates", id="TC-surveillance", models=["M-camera"], valid=period(START, END),
          aspects=["strategy", "standards", "security_policy"])
    for model in LAPTOPS:
        w.add("catalogue_items", id=f"CI-{model}", model=model, contract="CT-end_user_device", valid=period(START, END))
        w.add("price_list", model=model, price=usd(PRICES["end_user_device"]), valid=period(START, END))


def category_plans(w):
    for e in w.entities:
        for year in (2022, 2023):
            for category in [*PRICES, "ict_service"]:
                w.add("category_plans", id=f"PL-{e}-{category}-{year}", unit=e, category=category,
                      valid=period(day(f"{year}-01-01"), day(f"{year}-12-31")), forecast=usd(90000000))


def tenders(w):
    for n in range(1, w.scaled(300, 30) + 1):
        published = w.between(day("2021-07-01"), day("2022-06-30"))
        closes = published + timedelta(days=w.random.randint(25, 60))
        e = w.entities[n % len(w.entities)]
        price = w.random.randint(160, 450) * 1000
        w.add("tenders", id=f"T-{n:03}", unit=e, kind=("invitation_to_bid", "request_for_proposals")[n % 2],
              published=published, closes=closes, estimated=usd(price), awarded=closes + timedelta(days=60),
              milestones=[{"name": "Award", "planned": closes + timedelta(days=60), "reached": closes + timedelta(days=60)}])
        for k, vendor in enumerate(w.random.sample(range(1, 151), 3)):
            w.add("bids", id=f"B-{n:03}-{k}", tender=f"T-{n:03}", vendor=f"V-{vendor:03}",
                  received=closes - timedelta(days=w.random.randint(0, 9)), price=usd(price + 1000 * k), won=k == 0 or None)


def order(w, e, method, vendor, line, raised, **more):
    """An order in the right order of things, with its receipt and its invoice."""
    n = len(w.rows("purchase_orders")) + 1
    key = f"PO-{n:04}"
    total = int(line["unit_price"].split()[0]) * line.get("quantity", 1)
    row = w.add("purchase_orders", id=key, unit=e, raised=raised, method=method, vendor=vendor,
                requested_by=w.chief[e]["id"], official=w.procurement_officer[e]["id"],
                approved_by=w.buyer_in_chief[e]["id"], approved=raised - timedelta(days=w.random.randint(0, 10)),
                lines=[line], **more)
    if n % 6:
        later = raised + timedelta(days=w.random.randint(5, 40))
        w.add("goods_receipts", id=f"GR-{n:04}", order=key, on=later, received=w.property_chief[e]["id"])
        w.add("invoices", id=f"IV-{n:04}", order=key, on=later, amount=usd(total), certified_by=w.chief[e]["id"],
              approved_by=w.buyer_in_chief[e]["id"])
    return row


def ict_line(category, model, quantity, price, **more):
    return {"item": f"Item of {category}", "model": model, "category": category, "ict": True, "quantity": quantity,
            "unit_price": usd(price), "budget_line": "BL-7", "certificate": f"TC-{category}" if category in EQUIPMENT else None,
            **more}


def other_line(price, category="furniture"):
    return {"item": "Item", "category": category, "quantity": 1, "unit_price": usd(price)}


def purchase_orders(w):
    """Three thousand: most under framework contracts, the others as their value asks."""
    old = [a["id"] for a in w.rows("assets") if a["since"] == day("2017-03-01")]
    for n in range(w.scaled(3000, 300)):
        e = w.random.choice(w.entities)
        raised = w.between(day("2022-01-15"), day("2023-05-20"))
        kind = n % 20
        if kind < 12:
            category = w.random.choice(list(PRICES))
            model = (w.random.choice(LAPTOPS) if category == "end_user_device"
                     else f"M-{category}-{w.random.randint(0, 3)}" if category in EQUIPMENT else None)
            line = ict_line(category, model, w.random.randint(1, 20), PRICES[category])
            if category == "server":
                line.update(capital=True, capital_plan="CP-2022")
            if category == "end_user_device" and raised > day("2023-02-01") and old:
                line["replaces"] = [old.pop()]
            order(w, e, "framework_order", f"V-{list(PRICES).index(category) + 1:03}", line, raised,
                  contract=f"CT-{category}")
        elif kind < 16:
            order(w, e, "quotations", f"V-{w.random.randint(30, 150):03}", ict_line(
                "ict_service", None, 1, w.random.randint(5, 25) * 1000), raised)
        elif kind < 18:
            order(w, e, "direct", f"V-{w.random.randint(30, 150):03}", other_line(w.random.randint(100, 1500)), raised)
    for n, t in enumerate(w.rows("tenders")):
        won = next(b for b in w.rows("bids") if b["tender"] == t["id"] and b.get("won"))
        line = ict_line("ict_service", None, 1, int(won["price"].split()[0])) if n % 2 else other_line(
            int(won["price"].split()[0]), "vehicles")
        order(w, t["unit"], "formal", won["vendor"], line, t["awarded"] + timedelta(days=100), tender=t["id"])
    for n in range(20):
        e = w.entities[n + 3]
        raised = w.between(day("2022-01-15"), day("2023-05-20"))
        order(w, e, "exception", f"V-{n + 30:03}", other_line(40000, "medical_supplies"), raised,
              exception={"ground": "exigency", "reason": "Outbreak", "approved_by": w.operations_head["id"],
                         "approved": raised - timedelta(days=3)})
        big = order(w, e, "formal", f"V-{n + 60:03}", other_line(2000000 + n, "fuel"), raised)
        w.add("committee_reviews", id=f"CR-{n:02}", committee="HCC", on=big["approved"] - timedelta(days=9),
              order=big["id"], outcome="approved")


def cloud_subscriptions(w):
    vendor = w.find("contracts", "CT-cloud_service")["vendor"]
    for n in range(1, 81):
        w.add("cloud_subscriptions", id=f"CS-{n:02}", unit=w.random.choice(w.entities), service=f"Service {n}", vendor=vendor,
              contract="CT-cloud_service", valid=period(day("2022-01-01"), END))


def plant_purchases(w, pick):
    def take(method, category=None, test=lambda o: True):
        """An order with a receipt and an invoice that no other breach has touched."""
        return pick.take("purchase_orders", lambda o: o["method"] == method and ("invoices", "IV" + o["id"][2:]) in w.index
                         and category in (None, o["lines"][0]["category"]) and "replaces" not in o["lines"][0] and test(o))

    def receipt(o):
        return w.find("goods_receipts", "GR" + o["id"][2:])

    def invoice(o):
        return w.find("invoices", "IV" + o["id"][2:])

    framework = lambda category: take("framework_order", category)
    for rule, category, change in [
            ("BUY_01", "software", {"ict": False}), ("BUY_02", "network_equipment", {"certificate": None}),
            ("BUY_02", "videoconference", {"certificate": None}), ("BUY_03", "server", {"model": "M-server-new"}),
            ("BUY_06", "end_user_device", {"model": "M-laptop-new"}),
            ("BUY_11", "cloud_service", {"budget_line": None}), ("BUY_11", "software", {"budget_line": None}),
            ("BUY_12", "server", {"capital_plan": None})]:
        o = framework(category)
        o["lines"][0].update(change)
        w.breach(rule, o["id"])
    o = framework("end_user_device")
    o["lines"][0]["unit_price"] = usd(1300)
    invoice(o)["amount"] = usd(1200)
    w.breach("BUY_07", o["id"])
    w.add("technical_certificates", id="TC-HALF", models=["M-phone"], valid=period(START, END), aspects=["strategy"])
    w.breach("BUY_04", "TC-HALF")
    twin = dict(w.find("contracts", "CT-end_user_device"), id="CT-TWIN")
    w.add("contracts", **twin)
    o = framework("end_user_device")
    o["contract"] = "CT-TWIN"
    w.breach("BUY_05", o["id"])
    o = order(w, "OLA", "quotations", "V-019", ict_line("surveillance", "M-camera", 10, 900, certificate="TC-surveillance"),
              day("2023-02-02"))
    w.breach("BUY_08", o["id"])
    o = take("framework_order", "software", lambda o: o["raised"] >= day("2023-01-01"))
    w.find("category_plans", f"PL-{o['unit']}-software-2023")["forecast"] = usd(100)
    w.breach("BUY_09", f"PL-{o['unit']}-software-2023")
    o = framework("end_user_device")
    new = pick.take("assets", lambda a: a["kind"] == "laptop" and a.get("since", END) > day("2021-06-01")
                    and a["id"].startswith("AS-") and "status" not in a)
    o["lines"][0]["replaces"] = [new["id"]]
    w.breach("BUY_13", o["id"])
    for _ in range(2):
        o = take("quotations")
        o["approved_by"] = w.process_experts[0]["id"]
        w.breach("BUY_20", o["id"])
    for _ in range(2):
        o = take("quotations")
        o["official"] = o["requested_by"]
        w.breach("BUY_21", o["id"])
    o = take("quotations")
    receipt(o)["received"] = o["official"]
    w.breach("BUY_22", "GR" + o["id"][2:])
    o = take("quotations")
    invoice(o)["certified_by"] = invoice(o)["approved_by"]
    w.breach("BUY_23", "IV" + o["id"][2:])
    o = take("quotations")
    o["approved"] = o["raised"] + timedelta(days=4)
    w.breach("BUY_24", o["id"])
    o = take("quotations")
    receipt(o)["on"] = o["raised"] - timedelta(days=2)
    w.breach("BUY_25", "GR" + o["id"][2:])
    o = take("quotations")
    invoice(o)["on"] = o["raised"] - timedelta(days=2)
    w.breach("BUY_26", "IV" + o["id"][2:])
    o = take("quotations")
    invoice(o)["amount"] = usd(90000)
    w.breach("BUY_27", o["id"])
    o = order(w, "DSS", "direct", "V-018", other_line(12000), day("2022-10-10"))
    w.breach("BUY_28", o["id"])
    w.breach("BUY_29", o["id"])
    for on in ("2022-05-05", "2022-09-09"):
        o = order(w, "DSS", "direct", "V-017", other_line(6000), day(on))
    w.breach("BUY_29", o["id"])
    o = take("exception")
    o["exception"]["approved_by"] = o["requested_by"]
    w.breach("BUY_30", o["id"])
    gone = w.sections["committee_reviews"].pop(3)
    w.breach("BUY_31", gone["order"])
    o = order(w, "OLA", "formal", "V-016", ict_line("server", "M-server-1", 12, 15000), day("2023-03-03"))
    w.breach("BUY_32", o["id"])
    o = take("quotations")
    o["vendor"] = "V-BANNED"
    w.breach("BUY_33", o["id"])
    o = framework("cloud_service")
    o["vendor"] = "V-140"
    w.breach("BUY_40", o["id"])
    w.add("contracts", **dict(w.find("contracts", "CT-network_equipment"), id="CT-SMALL", ceiling=usd(1000)))
    framework("network_equipment")["contract"] = "CT-SMALL"
    w.breach("BUY_41", "CT-SMALL")

    def contract(category):
        return pick.take("contracts", lambda c: c["categories"] == [category] and c.get("kind") != "framework"
                         and c["unit"] not in ("OICT", "DOS") and c["valid"]["until"] == END)

    for rule, category, clause in [("BUY_47", "ict_service", "applies_ict_norms"), ("BUY_48", "cloud_service", "confidentiality"),
                                   ("BUY_49", "cloud_service", "data_inviolable"), ("BUY_50", "cloud_service", "wherever_stored")]:
        c = contract(category)
        c["clauses"] = [x for x in ALL_CLAUSES if x != clause]
        w.breach(rule, c["id"])
    del pick.take("cloud_subscriptions")["contract"]
    w.breach("BUY_51", "CS-01")
    w.find("contracts", "CT-cloud_service")["users"] = 4000
    w.breach("BUY_52", "CT-cloud_service")
    a = pick.take("contract_amendments")
    a["extended"] = "300 days"
    w.breach("BUY_53", a["id"])
    c = pick.take("contracts", lambda c: "transition" in c)
    del c["transition"]
    w.breach("BUY_54", c["id"])


def plant_tenders(w, pick):
    def tender():
        t = pick.take("tenders")
        return t, [b for b in w.rows("bids") if b["tender"] == t["id"]]

    t, _ = tender()
    t["milestones"][0]["reached"] += timedelta(days=30)
    w.breach("BUY_60", t["id"])
    t, _ = tender()
    t["milestones"] = []
    w.breach("BUY_61", t["id"])
    t, bids = tender()
    t["published"] = t["closes"] - timedelta(days=10)
    w.breach("BUY_62", t["id"])
    t, bids = tender()
    w.sections["bids"] = [b for b in w.rows("bids") if b not in bids[1:]]
    w.breach("BUY_63", t["id"])
    t, bids = tender()
    bids[0]["received"] = t["closes"] + timedelta(days=1)
    w.breach("BUY_64", bids[0]["id"])
    t, bids = tender()
    bids[1]["disqualified"] = bids[2]["disqualified"] = True
    w.breach("BUY_65", t["id"])
    t, bids = tender()
    bids[2].update(disqualified=True, price=usd(90000))
    w.breach("BUY_66", bids[2]["id"])
    t, bids = tender()
    bids[2]["price"] = bids[1]["price"]
    w.breach("BUY_67", bids[1]["id"])
    t, bids = tender()
    t["estimated"] = usd(120000)
    w.breach("BUY_68", bids[0]["id"])


SECTIONS = [vendors, contracts, certificates, category_plans, tenders, purchase_orders, cloud_subscriptions]
PLANTS = [plant_purchases, plant_tenders]
