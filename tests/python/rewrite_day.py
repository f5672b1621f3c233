"""Rewrites one day of a Delta table with the rows it has, or appends them once more.

    rewrite_day.py TABLE DATE overwrite|append
"""

import datetime
import os
import sys

from deltalake import DeltaTable, write_deltalake

path, date, mode = sys.argv[1:4]
rows = DeltaTable(path).to_pyarrow_table(filters=[("date", "=", datetime.date.fromisoformat(date))])
predicate = f"date = '{date}'" if mode == "overwrite" else None
write_deltalake(path, rows, mode=mode, predicate=predicate)
# The libraries' threads may still run; leaving through the interpreter's teardown can crash them.
sys.stdout.flush()
os._exit(0)
