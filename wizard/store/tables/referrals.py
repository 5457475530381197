"""The tables of the referrals to partners and their contact data."""
