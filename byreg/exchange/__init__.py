"""Plans as workbooks, tables and calendars; and what people change in a workbook, back into the plan."""
