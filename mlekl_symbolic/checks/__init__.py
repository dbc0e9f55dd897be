"""Checking documents that others wrote: one or many, with results as plain records.

Main definitions
----------------
`check_path`
    The results on one document: it never raises because of what the document holds.
`check_documents`
    The same for many, by a pool of processes or by any executor.
`Options`
    What holds for all of them: notation, limits, and what is written.
`DocumentRecord`, `LineRecord`
    The results, of plain values, as they are printed, stored and sent between processes.
"""

from mlekl_symbolic.checks.many import check_documents
from mlekl_symbolic.checks.one import check_path
from mlekl_symbolic.checks.options import Options
from mlekl_symbolic.checks.records import DocumentRecord, LineRecord

__all__ = ["DocumentRecord", "LineRecord", "Options", "check_documents", "check_path"]
