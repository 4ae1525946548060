"""Reports on paper: the HTML of a report, read again and set as PDF or as a Word document."""
