"""Running the site on several machines: the shipped files, and what they promise under load."""
