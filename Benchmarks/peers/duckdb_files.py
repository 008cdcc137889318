"""The functions with which DuckDB reads the files of a workload."""


def reader(folder, form, name):
    if form == "csv":
        return f"read_csv('{folder}/csv/{name}.csv', header=true)"
    return f"read_json('{folder}/jsonl/{name}.jsonl', format='newline_delimited')"
