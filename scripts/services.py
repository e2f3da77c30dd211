"""The service processes of the suite, from services/services.tsv. `build/bin/contracts --format=services` prints that file from
the values of the enum Service; see scripts/generate."""

import collections
import csv
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[1]
TABLE = ROOT / "services" / "services.tsv"
Service = collections.namedtuple("Service", "name port metrics_port title_zh purpose_en purpose_zh")


def read_services():
    """All services, in the order of their numbers."""
    with TABLE.open(newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Service(**{**row, "port": int(row["port"]), "metrics_port": int(row["metrics_port"])}) for row in rows]


def service_names():
    return tuple(service.name for service in read_services())
