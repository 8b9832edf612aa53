"""Statements as providers and banks write them, made up."""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from yeshi.base.calendar import Calendar

CITY = Calendar(ZoneInfo("Asia/Shanghai"), turns_at=time(6))

STRIPE = (
    "balance_transaction_id,created_utc,available_on_utc,currency,gross,fee,net,"
    "reporting_category,source_id,description,payment_intent_id,payment_metadata[yeshi_payment],"
    "refund_metadata[yeshi_refund]\n"
    'txn_1,2026-11-01 12:00:00,2026-11-03 00:00:00,cny,"1,030.00",12.00,1018.00,charge,ch_1,'
    '"Night, market",pi_1,pay-one,\n'
    "txn_2,2026-11-01 17:00:00,2026-11-03 00:00:00,cny,-30.00,0.00,-30.00,refund,re_1,,pi_1,"
    "pay-one,ref-one\n"
    "txn_3,2026-11-02 09:00:00,2026-11-02 09:00:00,cny,-988.00,0.00,-988.00,payout,po_1,,,,\n"
    "txn_4,2026-11-02 10:00:00,2026-11-02 10:00:00,cny,-2.00,0.00,-2.00,fee,,Radar,,,\n"
    "txn_5,2026-11-02 11:00:00,2026-11-02 11:00:00,cny,-15.00,20.00,-35.00,dispute,dp_1,,pi_9,,\n"
)
STRIPE_ALL = (
    "id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description\n"
    "txn_1,charge,ch_1,30.00,1.17,28.83,usd,2026-11-01 21:56,2026-11-08 00:00,Order\n"
)
WECHAT_HEAD = (
    "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,"
    "交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,"
    "充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n"
)
WECHAT = (
    WECHAT_HEAD
    + "`2026-11-01 23:59:50,`wx1,`190,`0,`,`4200001,`pay-one,`o1,`NATIVE,`SUCCESS,`OTHERS,`CNY,"
    "`29.00,`0.00,`0,`0,`0.00,`0.00,`,`,`夜市, 两份,`,`0.18000,`0.60%,`30.00,`0.00,`\r\n"
    + "`2026-11-02 00:10:00,`wx1,`190,`0,`,`4200001,`pay-one,`o1,`NATIVE,`REFUND,`OTHERS,`CNY,"
    "`0.00,`0.00,`5030,`ref-one,`10.00,`0.00,`ORIGINAL,`SUCCESS,`夜市,`,`-0.06,`0.60%,`0.00,"
    "`10.00,`\r\n"
    + "`2026-11-02 00:11:00,`wx1,`190,`0,`,`4200002,`pay-two,`o1,`NATIVE,`REFUND,`OTHERS,`CNY,"
    "`0.00,`0.00,`5031,`ref-two,`9.00,`0.00,`ORIGINAL,`FAIL,`夜市,`,`0.00,`0.60%,`0.00,`9.00,`\r\n"
    + "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n"
    + "`3,`29.00,`19.00,`0.00,`0.12000,`30.00,`19.00\r\n"
)
WECHAT_FUNDS = (
    "记账时间,微信支付业务单号,资金流水单号,业务名称,业务类型,收支类型,收支金额(元),账户结余(元),"
    "资金变更提交申请人,备注,业务凭证号\r\n"
    "`2026-11-01 23:59:50,`4200001,`F1,`交易,`交易,`收入,`30.00,`30.00,`system,`一, 二,`pay-one\r\n"
    "`2026-11-01 23:59:50,`4200001,`F2,`交易,`扣除交易手续费,`支出,`0.18,`29.82,`system,`,`V\r\n"
    "`2026-11-02 00:10:00,`5030,`F3,`退款,`退款,`支出,`9.94,`19.88,`system,`,`REF\r\n"
    "`2026-11-02 09:00:00,`W1,`F4,`提现,`提现,`支出,`19.70,`0.18,`system,`,`V\r\n"
    "`2026-11-02 10:00:00,`W1,`F5,`提现,`提现退回,`收入,`19.70,`19.88,`system,`,`V\r\n"
    "`2026-11-02 10:00:01,`W2,`F6,`提现,`提现手续费,`支出,`0.10,`19.78,`system,`,`V\r\n"
    "`2026-11-02 11:00:00,`W3,`F7,`分账,`分账,`支出,`5.00,`14.78,`system,`,`V\r\n"
    "资金流水总笔数,收入笔数,收入金额,支出笔数,支出金额\r\n`7.0,`2.0,`49.70,`5.0,`34.92\r\n"
)
ALIPAY_TRADES = (
    "#支付宝业务明细查询\n#账号：[20886512345601560156]\n"
    "#起始日期：[2026年11月01日 00:00:00]   终止日期：[2026年11月02日 00:00:00]\n"
    "#-----------------------------------------业务明细列表----------------------------------------\n"
    "支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,"
    "对方账户,订单金额（元）,商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,"
    "商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,卡消费金额（元）,"
    "退款批次号/请求号,服务费（元）,分润（元）,备注\n"
    "20261101220014\t,pay_one\t,交易,夜市,2026-11-01 20:00:00,2026-11-01 20:00:09,,,,,*三(a@b),"
    "30.00,30.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,,-0.18,0.00,\n"
    "20261101220014\t,pay_one\t,退款,夜市,2026-11-01 21:00:00,2026-11-01 21:00:00,,,,,*三(a@b),"
    "-10.00,-10.00,0.00,0.00,0.00,0.00,0.00,,0.00,0.00,ref_one,0.06,0.00,\n"
    "#-----------------------------------------业务明细列表结束------------------------------------\n"
    "#交易合计：1笔，商家实收共30.00元，商家优惠共0.00元\n"
    "#退款合计：1笔，商家实收退款共-10.00元，商家优惠退款共0.00元\n#导出时间：[2026年11月02日 13:00:00]\n"
)
ALIPAY_ACCOUNT = (
    "#支付宝账务明细查询\n#账号：[20888]\n"
    "#-----------------------------------------账务明细列表----------------------------------------\n"
    "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,"
    "账户余额（元）,交易渠道,业务类型,备注\n"
    "1\t,2026110122\t,pay_one\t,夜市\t,2026-11-01 20:00:09,a@b\t,30.00,0.00,30.00,支付宝,在线支付,\n"
    "2\t,2026110122\t,pay_one\t,夜市\t,2026-11-01 20:00:09,a@b\t,0.00,-0.18,29.82,支付宝,收费,\n"
    "3\t,2026110123\t,pay_one\t,夜市\t,2026-11-01 21:00:00,a@b\t,0.00,-10.00,19.82,支付宝,退款,\n"
    "4\t,2026110124\t,\t,\t,2026-11-01 22:00:00,\t,0.00,-19.82,0.00,支付宝,提现,\n"
    "#----------------------------------------账务明细列表结束-------------------------------------\n"
    "#支出合计：3笔，共-30.00元\n#收入合计：1笔，共30.00元\n#导出时间：[2026年11月02日 13:00:00]\n"
)
MT940 = (
    ":20:STARTUMS\n:25:EXAMPLE/123\n:28C:1/1\n:60F:C261101EUR100,00\n"
    ":61:2611021102D12,50NTRFNONREF//BANK-001\n"
    ":86:166?00UEBERWEISUNG?20EREF+po-abcdefgh?21SVWZ+Night market?32LIU TOFU\n"
    ":61:2611031103C112,5NTRFNONREF\n:86:settlement pi_night\n"
    ":61:2611031103RC1,00NTRFre-123456//B\n:86:sent back\n"
    ":62F:C261103EUR199,00\n-\n"
)
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">
<BkToCstmrStmt><Stmt><Id>1</Id>
<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">100.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd></Bal>
<Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">80.00</Amt>
<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-03</Dt></Dt></Bal>
<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
<BookgDt><Dt>2026-11-02</Dt></BookgDt><NtryDtls>
<TxDtls><Refs><EndToEndId>po-one</EndToEndId></Refs><Amt Ccy="EUR">10.00</Amt>
<CdtDbtInd>DBIT</CdtDbtInd></TxDtls>
<TxDtls><Refs><EndToEndId>po-two</EndToEndId></Refs><Amt Ccy="EUR">20.00</Amt>
<CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
<BookgDt><DtTm>2026-11-03T10:00:00</DtTm></BookgDt><NtryDtls>
<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>
<RmtInf><Ustrd>came back po-one</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts>
<BookgDt><Dt>2026-11-04</Dt></BookgDt></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""
BANK_ZH = (
    "交易日期,摘要,收入金额,支出金额,余额,客户参考号,附言\n"
    '20261102,转账,"1,200.00",,1200.00,,财付通结算\n20261103,转账,,30.50,1169.50,po-one,付款\n'
)
BANK_EN = (
    "Booking date;Amount;Currency;Reference;Description\n"
    "02.11.2026;-1.200,50;EUR;po-one;payout\n03.11.2026;0,50;EUR;;interest\n"
)
