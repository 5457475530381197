"""The ways out of the house: mail by SMTP, text messages to a gateway, and files for a trial."""
