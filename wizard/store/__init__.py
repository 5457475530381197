"""What is written down: editions, accounts, calls, referrals, mail; a database by SQLAlchemy."""
