"""Files of data: formats, many files, and what is wrong with them."""
import json

from case import CHECK, check, case, rows, write

POLICY = """policy t
entity X from xs { key id : Text  n : Integer = 0  x : X?  list : [Text] = [] }
rule R_1 "c" { for a in X must a.id != "z" }
"""


@case(400, always=True)
def rows_of_csv(n, folder, generator):
    path = write(folder, "xs.csv", "id,n\n" + "".join(f'x{i},"{i}"\n' for i in range(n)))
    return check(folder, POLICY, ["--data", f"xs={path}"])


@case(300)
def records_of_json(n, folder, generator):
    path = write(folder, "d.json", json.dumps({"xs": [{"id": f"x{i}", "n": i} for i in range(n)]}, indent=1))
    return check(folder, POLICY, ["--data", path])


@case(300)
def records_of_json_lines(n, folder, generator):
    return check(folder, POLICY, rows(folder, "xs", ({"id": f"x{i}", "n": i} for i in range(n))))


@case(200)
def records_of_yaml(n, folder, generator):
    path = write(folder, "d.yaml", "xs:\n" + "".join(f"  - {{ id: x{i}, n: {i} }}\n" for i in range(n)))
    return check(folder, POLICY, ["--data", path])


@case(150, always=True)
def small_files_of_yaml(n, folder, generator):
    for i in range(n):
        write(folder, f"data/f{i}.yaml", f"xs:\n  - {{ id: x{i} }}\n")
    return check(folder, POLICY, ["--data", f"{folder}/data"])


@case(150)
def small_files_of_json(n, folder, generator):
    for i in range(n):
        write(folder, f"data/f{i}.json", f'{{"xs": [{{ "id": "x{i}" }}]}}\n')
    return check(folder, POLICY, ["--data", f"{folder}/data"])


@case(150)
def small_files_of_csv(n, folder, generator):
    for i in range(n):
        write(folder, f"data/xs{i}.csv", f"id,n\nx{i},{i}\n")
    write(folder, "t.policy", POLICY)
    write(folder, "policyc.yaml", 'policies: [t.policy]\ndata: ["xs=data/*.csv"]\n')
    return ["check", *CHECK, "--no-lint", "--format", "json"]


@case(200, exits=(4,), always=True)
def values_that_do_not_fit(n, folder, generator):
    return check(folder, POLICY, rows(folder, "xs", ({"id": f"x{i}", "n": "q"} for i in range(n))))


@case(200, exits=(4,), always=True)
def references_that_lead_nowhere(n, folder, generator):
    return check(folder, POLICY, rows(folder, "xs", ({"id": f"x{i}", "x": f"y{i}"} for i in range(n))))


@case(200, exits=(4,))
def keys_that_come_twice(n, folder, generator):
    return check(folder, POLICY, rows(folder, "xs", ({"id": f"x{i // 2}"} for i in range(n))))


@case(200, exits=(4,))
def one_key_for_all(n, folder, generator):
    return check(folder, POLICY, rows(folder, "xs", ({"id": "x"} for i in range(n))))


@case(200, exits=(4,))
def fields_that_do_not_exist(n, folder, generator):
    return check(folder, POLICY, rows(folder, "xs", ({"id": f"x{i}", f"m{i}": 1} for i in range(n))))


@case(200, exits=(0, 4))
def fields_that_are_passed_over(n, folder, generator):
    data = rows(folder, "xs", ({"id": f"x{i}", f"m{i}": 1} for i in range(n)))
    return [*check(folder, POLICY, data), "--lenient"]


@case(200, exits=(4,))
def sections_that_do_not_exist(n, folder, generator):
    path = write(folder, "d.yaml", "xs: [{ id: x }]\n" + "".join(f"ys{i}: []\n" for i in range(n)))
    return check(folder, POLICY, ["--data", path])


@case(200, always=True)
def columns_of_csv(n, folder, generator):
    policy = "policy t\nentity X from xs { key id : Text\n" + "".join(f"  f{i} : Integer\n" for i in range(n)) + "}\n"
    policy += 'rule R_1 "c" { for a in X must a.id != "z" }\n'
    text = "id," + ",".join(f"f{i}" for i in range(n)) + "\n" + "".join(
        f"x{row}," + ",".join(str(i) for i in range(n)) + "\n" for row in range(3))
    return check(folder, policy, ["--data", "xs=" + write(folder, "xs.csv", text)])


@case(1500)
def one_long_text(n, folder, generator):
    return check(folder, POLICY, rows(folder, "xs", [{"id": "x" * n, "list": ["y\n" * n]}]))


@case(100, exits=(4,))
def nested_sequences_of_yaml(n, folder, generator):
    return check(folder, POLICY, ["--data", write(folder, "d.yaml", "xs:\n  - id: " + "[" * n + "]" * n + "\n")])


@case(500, exits=(4,))
def nested_arrays_of_json(n, folder, generator):
    return check(folder, POLICY, ["--data", write(folder, "d.json", '{"xs": [{"id": ' + "[" * n + "]" * n + "}]}")])


@case(200, exits=(4,))
def quotes_that_are_not_closed(n, folder, generator):
    path = write(folder, "xs.csv", "id,n\n" + "".join(f'x{i},"{i}\n' for i in range(n)))
    return check(folder, POLICY, ["--data", f"xs={path}"])


@case(200, exits=(4,))
def rows_with_too_many_cells(n, folder, generator):
    path = write(folder, "xs.csv", "id,n\n" + "".join(f"x{i},{i},{i}\n" for i in range(n)))
    return check(folder, POLICY, ["--data", f"xs={path}"])
