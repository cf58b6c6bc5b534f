"""Where figures are told: a host and a port that only the practice's own machines reach."""

import ipaddress


def private_address(text: str) -> tuple[str, int] | None:
    """The two halves of METRICS_ADDRESS; None when it is empty. Raises ValueError for an address others reach."""
    if not text:
        return None
    host, _, port = text.rpartition(":")
    host = host.strip("[]")
    if not port.isdecimal() or not 0 < int(port) < 65536:
        raise ValueError("METRICS_ADDRESS must be a host and a port, such as 127.0.0.1:9464")
    if host == "localhost":
        host = "127.0.0.1"
    number = ipaddress.ip_address(host)
    if number.is_unspecified or not number.is_private:
        raise ValueError("METRICS_ADDRESS must be an address that only your own machines reach, such as 127.0.0.1:9464")
    return host, int(port)
