/// A household in which somebody stays for a while; so far its reference and city only.
public enum Host {}
