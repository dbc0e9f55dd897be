"""Columns of tables, counted without holding the table: CSV and Parquet, through pyarrow.

One format is one module; `mlekl_symbolic.readers.tables.counting` chooses between them.
"""
