"""What a kiosk keeps, so that it can go on when the network or the server does not."""
