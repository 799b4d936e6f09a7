package io.tocsin.monitor.monitors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.monitor.targets.Target;
import io.tocsin.platform.errors.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class MonitorBodyTest {
    @Test
    void halvesAnIntervalThatIsTooShortForTheUsualTimeout() {
        assertThat(order("{'type':'http','url':'http://a.example','interval_seconds':1}")
                        .timeoutMs())
                .isEqualTo(500);
    }

    @Test
    void takesTheShortestIntervalOfAPlanThatWantsMoreThanAMinute() {
        MonitorBody body = body("{'type':'http','url':'http://a.example'}");

        assertThat(body.toDefinition(300).intervalSeconds()).isEqualTo(300);
        assertThat(body.toDefinition(30).intervalSeconds()).isEqualTo(60);
    }

    @Test
    void fillsInWhatEachTypeUsuallyHas() {
        assertThat(order("{'type':'tls','host':'Shop.Example'}").target())
                .isEqualTo(new Target.Tls("shop.example", 443, 14));
        assertThat(order("{'type':'dns','host':'shop.example','record_type':'mx'}")
                        .target())
                .isEqualTo(new Target.Dns("shop.example", "MX", null));
        assertThat(order("{'type':'port','host':'::1','port':22}").target())
                .isEqualTo(new Target.Port("0:0:0:0:0:0:0:1", 22));
        Definition beat = order("{'type':'heartbeat','period_seconds':2678400}");
        assertThat(beat.target()).isEqualTo(new Target.Heartbeat(2_678_400, 60));
        assertThat(beat.intervalSeconds()).isEqualTo(2_678_400);
        assertThat(beat.failureThreshold()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "type | {'type':'telepathy'}",
                "type | {'url':'http://a.example'}",
                "url | {'type':'http'}",
                "url | {'type':'http','url':''}",
                "url | {'type':'http','url':'shop.example'}",
                "url | {'type':'http','url':'ftp://shop.example'}",
                "url | {'type':'http','url':'http:///path'}",
                "url | {'type':'http','url':'http://a:b@shop.example'}",
                "url | {'type':'http','url':'http://x:0'}",
                "url | {'type':'ping','host':'a.example','url':'http://a.example'}",
                "host | {'type':'http','url':'http://a.example','host':'a.example'}",
                "host | {'type':'ping'}",
                "host | {'type':'ping','host':'http://a.example'}",
                "host | {'type':'ping','host':'a.example/x'}",
                "host | {'type':'ping','host':'a.example#x'}",
                "host | {'type':'ping','host':'a.example:80'}",
                "host | {'type':'ping','host':'a b'}",
                "port | {'type':'ping','host':'a.example','port':80}",
                "port | {'type':'port','host':'a.example'}",
                "port | {'type':'port','host':'a.example','port':0}",
                "port | {'type':'tls','host':'a.example','port':65536}",
                "warning_days | {'type':'tls','host':'a.example','warning_days':0}",
                "warning_days | {'type':'http','url':'http://a.example','warning_days':3}",
                "record_type | {'type':'dns','host':'a.example','record_type':'ANY'}",
                "expected_value | {'type':'dns','host':'a.example','expected_value':''}",
                "period_seconds | {'type':'heartbeat'}",
                "period_seconds | {'type':'heartbeat','period_seconds':2678401}",
                "grace_seconds | {'type':'heartbeat','period_seconds':60,'grace_seconds':-1}",
                "interval_seconds | {'type':'heartbeat','period_seconds':60,'interval_seconds':60}",
                "timeout_ms | {'type':'heartbeat','period_seconds':60,'timeout_ms':1000}",
                "retries | {'type':'ping','host':'a.example','retries':4}",
                "method | {'type':'http','url':'http://a.example','method':'TRACE'}",
                "method | {'type':'keyword','url':'http://a.example','keyword':'x','method':'head'}",
                "method | {'type':'dns','host':'a.example','method':'GET'}",
                "body | {'type':'http','url':'http://a.example','body':'x'}",
                "body | {'type':'http','url':'http://a.example','method':'POST','body':''}",
                "headers | {'type':'http','url':'http://a.example','headers':{'a b':'x'}}",
                "headers.host | {'type':'http','url':'http://a.example','headers':{'host':'x'}}",
                "headers.X | {'type':'http','url':'http://a.example','headers':{'X':null}}",
                "headers.X | {'type':'http','url':'http://a.example','headers':{'X':'a\\r\\nb: c'}}",
                "headers.x | {'type':'http','url':'http://a.example','headers':{'X':'1','x':'2'}}",
                "headers | {'type':'ping','host':'a.example','headers':{}}",
                "expected_statuses | {'type':'http','url':'http://a.example','expected_statuses':[]}",
                "expected_statuses | {'type':'http','url':'http://a.example','expected_statuses':['600']}",
                "expected_statuses | {'type':'http','url':'http://a.example','expected_statuses':['299-200']}",
                "expected_statuses | {'type':'http','url':'http://a.example','expected_statuses':[null]}",
                "keyword | {'type':'keyword','url':'http://a.example'}",
                "keyword | {'type':'keyword','url':'http://a.example','keyword':''}",
                "keyword | {'type':'keyword','url':'http://a.example','keyword':'(','keyword_regex':true}",
                "keyword | {'type':'keyword','url':'http://a.example','keyword':'(?=a)','keyword_regex':true}",
                "keyword |"
                    + " {'type':'keyword','url':'http://a.example','keyword':'((a{99}){99}){99}','keyword_regex':true}",
                "keyword |"
                    + " {'type':'keyword','url':'http://a.example','keyword':'(abcdefgh){999}','keyword_regex':true}",
                "keyword_absent | {'type':'http','url':'http://a.example','keyword_absent':false}"
            })
    void namesTheFieldThatDoesNotFit(String field, String order) {
        MonitorBody body = body(order);

        assertThatThrownBy(() -> body.toDefinition(1))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.details())
                                .singleElement()
                                .satisfies(detail -> assertThat(detail.field()).isEqualTo(field)));
    }

    @Test
    void takesExpressionsThatPeopleWrite() {
        order("{'type':'keyword','url':'http://a.example','keyword':'(?i)status: (ok|up)"
                + " \\\\d{4}-\\\\d{2}','keyword_regex':true}");
        order("{'type':'keyword','url':'http://a.example','keyword':'((a{99}){99}){99}'}");
    }

    @Test
    void keepsWhatAPatchDoesNotName() {
        Definition before = order("""
            {'type':'http','url':'http://a.example','method':'POST','body':'b','headers':{'A':'1','B':'2'},'retries':2}\
            """);

        Definition after = patched(before, "{'headers':{'b':null,'C':'3'},'expected_statuses':['204']}");

        assertThat(MonitorBody.of(after).headers()).hasToString("{A=1, C=3}");
        assertThat(MonitorBody.of(after).body()).isEqualTo("b");
        assertThat(MonitorBody.of(after).expectedStatuses()).containsExactly("204");
        assertThat(after.retries()).isEqualTo(2);
    }

    @Test
    void takesAlongWhatAnotherTypeHasToo() {
        Definition before = order("{'type':'keyword','url':'http://a.example','keyword':'k','timeout_ms':2000}");

        assertThat(patched(before, "{'type':'http'}").timeoutMs()).isEqualTo(2000);
        assertThat(patched(before, "{'type':'heartbeat','period_seconds':5}").target())
                .isEqualTo(new Target.Heartbeat(5, 60));
        assertThatThrownBy(() -> patched(before, "{'type':'ping'}")).hasMessageContaining("host");
        assertThatThrownBy(() -> patched(before, "{'type':'ping','host':'a','url':'http://a'}"))
                .hasMessageContaining("url");
    }

    private static Definition patched(Definition before, String patch) {
        ObjectNode node = (ObjectNode) TestOrders.JSON.readTree(patch.replace('\'', '"'));
        return new MergePatch(TestOrders.JSON).apply(node, before).toDefinition(1);
    }

    private static Definition order(String json) {
        return body(json).toDefinition(1);
    }

    private static MonitorBody body(String json) {
        ObjectNode node = (ObjectNode) TestOrders.JSON.readTree(json.replace('\'', '"'));
        node.put("friendly_name", "x");
        return TestOrders.JSON.treeToValue(node, MonitorBody.class);
    }
}
