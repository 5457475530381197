"""What is written down: published editions, in a database by SQLAlchemy."""
