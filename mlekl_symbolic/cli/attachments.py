"""The certificate inside a PDF."""

from __future__ import annotations

import logging
from pathlib import Path

from mlekl_symbolic.cli.exits import BadInput
from mlekl_symbolic.kernel.certificate import MAX_BYTES
from mlekl_symbolic.writers.names import visible

MOST_BYTES = 64 * 2**20
"""How large a PDF may be that is looked into."""
ADVICE = "it has no certificate attached; PDFs that mlekl makes with typst from a proved derivation have one"


def certificate_in(pdf: Path) -> tuple[str, bytes]:
    """The name and the content of the one certificate that is attached to a PDF.

    Raises
    ------
    BadInput
        When the file is no PDF, is too large, or does not have exactly one certificate attached.
    """
    # A library of its own that only this asks for.
    from pypdf import PdfReader  # noqa: PLC0415
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        if pdf.stat().st_size > MOST_BYTES:
            raise BadInput(f"{pdf}: the file is larger than {MOST_BYTES // 2**20} MiB")
        found = [f for f in PdfReader(pdf).attachment_list if f.name.endswith(".json")]
        if len(found) != 1:
            raise BadInput(f"{pdf}: {ADVICE}" if not found else f"{pdf}: it has {len(found)} files attached")
        # What a PDF says of the size need not be true, and reading stops at a limit of its own.
        if (found[0].size or 0) > MAX_BYTES or len(content := bytes(found[0].content)) > MAX_BYTES:
            raise BadInput(f"{pdf}: the certificate is larger than {MAX_BYTES // 2**20} MiB")
        return visible(found[0].name), content
    except OSError as error:
        raise BadInput(f"{pdf}: cannot be read: {error.strerror}") from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadInput(f"{pdf}: this is no PDF that can be read: {visible(str(error))}") from None
