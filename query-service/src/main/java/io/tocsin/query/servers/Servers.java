package io.tocsin.query.servers;

import io.tocsin.query.storage.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The servers of accounts. */
@Component
public class Servers {
    private final JdbcClient jdbc;

    Servers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param idOrNo id, or number within the account */
    public Optional<Server> find(String accountId, String idOrNo) {
        boolean number = idOrNo.matches("[0-9]{1,9}");
        return jdbc.sql("SELECT * FROM server WHERE account_id = ? AND " + (number ? "no = ?" : "id = ?"))
                .params(accountId, number ? (Object) Integer.valueOf(idOrNo) : idOrNo)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Ids of the sources that report a server. */
    public List<Integer> sources(String accountId, String serverId) {
        return jdbc.sql("SELECT id FROM source WHERE account_id = ? AND server_id = ?")
                .params(accountId, serverId)
                .query(Integer.class)
                .list();
    }

    /** By number, those behind the given one. */
    List<Server> page(String accountId, int afterNo, int limit) {
        return jdbc.sql("SELECT * FROM server WHERE account_id = ? AND no > ? ORDER BY no LIMIT ?")
                .params(accountId, afterNo, limit)
                .query((row, _) -> read(row))
                .list();
    }

    private static Server read(ResultSet row) throws SQLException {
        return new Server(
                row.getString("id"),
                row.getInt("no"),
                row.getString("hostname"),
                row.getString("collector_id"),
                SqlTime.read(row, "last_seen_at"));
    }
}
