"""The commands beyond the catalogue: accounts, referrals, the post, keeping house."""
