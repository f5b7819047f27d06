package passerelle.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What only one partner may have: the first that claims it keeps it, and the next is a problem. */
final class Claims {
    private final Map<String, Claim> claims = new HashMap<>();

    private record Claim(String file, int line) {}

    /** @param what the thing in words, as in {@code user 'north'} */
    void claim(YamlMap map, YamlMap.Text at, String what) {
        var first = claims.putIfAbsent(what, new Claim(map.file(), at.line()));
        if (first != null && !first.file().equals(map.file())) {
            map.problem(
                    at,
                    what + " is taken by " + first.file() + ":" + first.line() + "; each partner needs one of its own",
                    Optional.empty());
        }
    }
}
